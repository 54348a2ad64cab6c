namespace EdgeGuard.Core.Expressions;

/// <summary>
/// Recursive descent over the tokens. Loosest to tightest: <c>for</c> (only at the top, in parentheses or as an argument),
/// <c>or</c>, <c>and</c>, <c>not</c>, comparison, <c>+ -</c>, <c>* /</c>, unary <c>-</c>, <c>??</c>.
/// </summary>
internal sealed class Parser
{
    public const int MostNesting = 64;

    private readonly IReadOnlyList<Token> _tokens;
    private int _next;
    private int _nesting;

    private Parser(IReadOnlyList<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_next];

    /// <exception cref="ExpressionException">The text is no expression; always with an offset.</exception>
    public static SyntaxNode Parse(string text)
    {
        var parser = new Parser(Lexer.Tokens(text));
        SyntaxNode root = parser.Expression();
        return parser.Current.Kind == TokenKind.End ? root : throw parser.Unexpected();
    }

    private SyntaxNode Expression()
    {
        Enter();
        SyntaxNode node = Chain(Precedence.Or);
        if (Current.Is(Keywords.For))
        {
            int offset = Take().Offset;
            node = new HeldNode(node, Unary(), offset);
            if (Current.Is(Keywords.For) || Current.Is(Keywords.And) || Current.Is(Keywords.Or))
                throw new ExpressionException(ExpressionWords.HeldNeedsParentheses(), Current.Offset);
        }

        _nesting--;
        return node;
    }

    /// <summary>Operators of one precedence, from the left.</summary>
    private SyntaxNode Chain(Precedence precedence)
    {
        if (precedence == Precedence.Not)
            return Not();
        SyntaxNode left = precedence == Precedence.Unary ? Unary() : Chain(precedence + 1);
        while (precedence != Precedence.Unary && BinaryOperators.Find(Current, precedence) is { } op)
        {
            int offset = Take().Offset;
            left = new BinaryNode(op, left, Chain(precedence + 1), offset);
            if (precedence == Precedence.Comparison && BinaryOperators.Find(Current, precedence) is not null)
                throw new ExpressionException(ExpressionWords.ChainedComparison(), Current.Offset);
        }

        return left;
    }

    private SyntaxNode Not()
    {
        if (!Current.Is(Keywords.Not))
            return Chain(Precedence.Comparison);
        Enter();
        int offset = Take().Offset;
        var node = new NotNode(Not(), offset);
        _nesting--;
        return node;
    }

    private SyntaxNode Unary()
    {
        if (!Current.Is("-"))
            return Fallback();
        Enter();
        int offset = Take().Offset;
        // -2 degF is two below zero of that scale: the sign belongs to the number before the unit does.
        SyntaxNode node = Current.Kind == TokenKind.Number && !_tokens[_next + 1].Is("??")
            ? Number(Take(), -1, offset)
            : new NegateNode(Unary(), offset);
        _nesting--;
        return node;
    }

    private SyntaxNode Fallback()
    {
        SyntaxNode left = Primary();
        if (!Current.Is("??"))
            return left;
        Enter();
        int offset = Take().Offset;
        var node = new BinaryNode(BinaryOperator.Fallback, left, Unary(), offset);
        _nesting--;
        return node;
    }

    private SyntaxNode Primary()
    {
        Token token = Current;
        if (token.Is("("))
        {
            Take();
            SyntaxNode inner = Expression();
            Expect(")");
            return inner;
        }

        switch (token.Kind)
        {
            case TokenKind.Number:
                return Number(Take(), 1, token.Offset);
            case TokenKind.Text:
                return new TextNode(Take().Text, token.Offset);
            case TokenKind.QuotedName:
                return new NameNode(Take().Text, Exact: true, token.Offset);
            case TokenKind.Name when token.Text is Keywords.True or Keywords.False:
                return new TruthNode(Take().Text == Keywords.True, token.Offset);
            case TokenKind.Name when !Keywords.Is(token.Text):
                Take();
                return Current.Is("(") ? Call(token) : new NameNode(token.Text, Exact: false, token.Offset);
            default:
                throw Unexpected();
        }
    }

    private CallNode Call(Token name)
    {
        Expect("(");
        List<CallArgument> arguments = [];
        while (!Current.Is(")"))
        {
            if (arguments.Count > 0)
                Expect(",");
            Token first = Current;
            bool named = first.Kind == TokenKind.Name && _tokens[_next + 1].Is(":");
            if (named)
                _next += 2;
            arguments.Add(new CallArgument(named ? first.Text : null, Expression(), first.Offset));
        }

        Expect(")");
        return new CallNode(name.Text, arguments, name.Offset);
    }

    private static NumberNode Number(Token token, int sign, int offset) =>
        new(token.Unit is { } unit ? unit.ToCanonical(sign * token.Value) : sign * token.Value, token.Unit?.Canonical, offset);

    private Token Take() => _tokens[_next++];

    private void Expect(string symbol)
    {
        if (!Current.Is(symbol))
            throw new ExpressionException(ExpressionWords.Expected(symbol, Current), Current.Offset);
        Take();
    }

    private void Enter()
    {
        if (++_nesting > MostNesting)
            throw new ExpressionException(ExpressionWords.TooDeep(), Current.Offset);
    }

    private ExpressionException Unexpected() => new(ExpressionWords.Unexpected(Current), Current.Offset);
}
