namespace EdgeGuard.Core.Expressions;

internal enum BinaryOperator : byte
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,

    /// <summary>The left where the device offers it, else the right: decided when the expression is bound.</summary>
    Fallback,
}
