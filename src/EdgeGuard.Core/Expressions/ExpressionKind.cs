namespace EdgeGuard.Core.Expressions;

/// <summary>What an expression must give where it stands.</summary>
public enum ExpressionKind : byte
{
    Any,
    Number,
    Condition,
}
