using System.Globalization;
using System.Text;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>What is said of a text that is no expression.</summary>
internal static class ExpressionWords
{
    private const int MostShown = 60;

    public static Words TooLong(int length) => new(
        $"表达式有 {length} 个字符；最多 {Lexer.MostCharacters} 个",
        $"the expression has {length} characters; at most {Lexer.MostCharacters} are possible");

    public static Words TooManyWords() => new(
        $"表达式过大：最多 {Lexer.MostTokens} 个词；请拆成几个计算点",
        $"the expression is too big: at most {Lexer.MostTokens} words; make calculated points of its parts");

    public static Words TooDeep() => new(
        $"嵌套过深：最多 {Parser.MostNesting} 层",
        $"nested too deeply: at most {Parser.MostNesting} levels");

    public static Words NoSuchCharacter(Rune rune)
    {
        string written = Shown(rune);
        string? right = rune.Value switch
        {
            '=' => "==",
            '&' => Keywords.And,
            '|' => Keywords.Or,
            '!' or '！' => Keywords.Not,
            '≤' => "<=",
            '≥' => ">=",
            '≠' => "!=",
            '×' => "*",
            '÷' => "/",
            '−' or '–' => "-",
            '“' or '”' => "\"",
            '‘' or '’' => "'",
            // The full-width form of an ASCII character, as a Chinese keyboard gives it.
            >= 0xFF01 and <= 0xFF5E => ((char)(rune.Value - 0xFEE0)).ToString(),
            _ => null,
        };
        return right is null
            ? new Words($"此处不能有字符 {written}", $"the character {written} has no meaning here")
            : new Words($"此处不能有字符 {written}；应写 {right}", $"the character {written} has no meaning here; right is {right}");
    }

    public static Words OpenQuote() => new("引号没有结束", "the quotation mark is never closed");

    public static Words TooBig(string number) => new($"数 {Clip(number)} 太大", $"the number {Clip(number)} is too big");

    public static Words NoSuchUnit(string unit) => With(
        $"没有名为“{Clip(unit)}”的单位", $"there is no unit \"{Clip(unit)}\"", Nearest.Name(unit, LiteralUnits.Names));

    public static Words Expected(string symbol, Token found) => new(
        $"此处应为 {symbol}，而不是{Name(found).Zh}", $"{symbol} is expected here, not {Name(found).En}");

    public static Words Unexpected(Token found) => new(
        $"此处不应有{Name(found).Zh}", $"{Name(found).En} is not expected here");

    public static Words HeldNeedsParentheses() => new(
        "for 之后不能再接条件；请加括号：(a > 1 for 10m) and b > 2",
        "nothing may follow a for; put it in parentheses: (a > 1 for 10m) and b > 2");

    public static Words ChainedComparison() => new(
        "比较不能连写；请写 a < b and b < c", "comparisons cannot be chained; right is a < b and b < c");

    /// <summary>A finding, with the name that was most likely meant.</summary>
    public static Words With(string zh, string en, string? near) => near is null
        ? new Words(zh, en)
        : new Words($"{zh}，是否想写 {near}", $"{en}, did you mean {near}");

    public static string Clip(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";

    private static Words Name(Token token) => token.Kind == TokenKind.End
        ? new Words("表达式的结尾", "the end of the expression")
        : new Words($"“{Clip(token.Text)}”", $"\"{Clip(token.Text)}\"");

    private static string Shown(Rune rune) => Rune.IsControl(rune) || rune == Rune.ReplacementChar
        ? string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")
        : $"“{rune}”";
}
