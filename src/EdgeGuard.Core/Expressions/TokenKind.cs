namespace EdgeGuard.Core.Expressions;

internal enum TokenKind : byte
{
    End,
    Number,

    /// <summary>A word, with a dot (<c>ac1.demand</c>) or without (<c>and</c>, <c>median</c>).</summary>
    Name,

    /// <summary>A point's name in single quotes: exactly that point, never a signal.</summary>
    QuotedName,

    /// <summary>A text in double quotes.</summary>
    Text,

    /// <summary>An operator or a bracket.</summary>
    Symbol,
}
