using System.Globalization;
using System.Text;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>Cuts the text of an expression into tokens.</summary>
internal sealed class Lexer
{
    public const int MostCharacters = 4000;

    /// <summary>Bounds the depth of the tree that a chain of operators makes.</summary>
    public const int MostTokens = 1000;

    private static readonly string[] s_symbols = ["<=", ">=", "==", "!=", "??", "(", ")", ",", ":", "+", "-", "*", "/", "<", ">"];

    private readonly string _text;
    private int _at;

    private Lexer(string text) => _text = text;

    /// <summary>All tokens, the last one <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="ExpressionException">The text holds what is no part of the language.</exception>
    public static IReadOnlyList<Token> Tokens(string text)
    {
        if (text.Length > MostCharacters)
            throw new ExpressionException(ExpressionWords.TooLong(text.Length), 0);
        var lexer = new Lexer(text);
        List<Token> tokens = [];
        do
        {
            tokens.Add(lexer.Next());
            if (tokens.Count > MostTokens)
                throw new ExpressionException(ExpressionWords.TooManyWords(), tokens[^1].Offset);
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    internal static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    internal static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private Token Next()
    {
        SkipSpace();
        if (_at == _text.Length)
            return new(TokenKind.End, _at, "");
        char c = _text[_at];
        if (char.IsAsciiDigit(c))
            return Number();
        if (IsNameStart(c))
            return Name();
        if (c is '"' or '\'')
            return Quoted(c);
        foreach (string symbol in s_symbols)
        {
            if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) == 0)
                return Take(TokenKind.Symbol, symbol.Length);
        }

        Rune.DecodeFromUtf16(_text.AsSpan(_at), out Rune rune, out _);
        throw new ExpressionException(ExpressionWords.NoSuchCharacter(rune), _at);
    }

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, _at, _text.Substring(_at, length));
        _at += length;
        return token;
    }

    /// <summary>A word; the part before a dot may hold a minus (<c>rack-3.temperature</c>), so a minus after a lone word needs a space.</summary>
    private Token Name()
    {
        int device = _at;
        while (device < _text.Length && (IsNamePart(_text[device]) || _text[device] == '-'))
            device++;
        bool dotted = device + 1 < _text.Length && _text[device] == '.' && IsNamePart(_text[device + 1]);
        int end = dotted ? device + 1 : _at;
        while (end < _text.Length && IsNamePart(_text[end]))
            end++;
        return Take(TokenKind.Name, end - _at);
    }

    private Token Quoted(char quote)
    {
        int end = _text.IndexOf(quote, _at + 1);
        if (end < 0)
            throw new ExpressionException(ExpressionWords.OpenQuote(), _at);
        var token = new Token(quote == '"' ? TokenKind.Text : TokenKind.QuotedName, _at, _text[(_at + 1)..end]);
        _at = end + 1;
        return token;
    }

    private Token Number()
    {
        int start = _at;
        SkipDigits();
        if (At(0) == '.' && char.IsAsciiDigit(At(1)))
        {
            _at++;
            SkipDigits();
        }

        if (At(0) is 'e' or 'E' && (char.IsAsciiDigit(At(1)) || (At(1) is '+' or '-' && char.IsAsciiDigit(At(2)))))
        {
            _at += 2;
            SkipDigits();
        }

        string digits = _text[start.._at];
        double value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
            throw new ExpressionException(ExpressionWords.TooBig(digits), start);
        return new Token(TokenKind.Number, start, digits, value, UnitOfNumber());
    }

    private UnitConversion? UnitOfNumber()
    {
        int number = _at;
        SkipSpace();
        int start = _at;
        while (_at < _text.Length && (char.IsLetter(_text[_at]) || _text[_at] is '%' or '°' or '℃'))
            _at++;
        string unit = _text[start.._at];
        if (unit.Length == 0 || Keywords.Is(unit))
        {
            _at = number;
            return null;
        }

        return LiteralUnits.TryFind(unit, out var conversion)
            ? conversion
            : throw new ExpressionException(ExpressionWords.NoSuchUnit(unit), start);
    }

    private char At(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(At(0)))
            _at++;
    }
}
