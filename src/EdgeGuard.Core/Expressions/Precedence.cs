namespace EdgeGuard.Core.Expressions;

/// <summary>How tightly a construct binds, loosest first.</summary>
internal enum Precedence : byte
{
    Held,
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Unary,
    Fallback,
    Primary,
}
