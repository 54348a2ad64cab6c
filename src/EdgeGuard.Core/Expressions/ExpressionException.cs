using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>An expression that cannot be what its writer meant, and what would be right.</summary>
/// <param name="offset">Place in the expression's text, from 0; null: the call at hand.</param>
public sealed class ExpressionException(Words words, int? offset = null) : Exception(words.En)
{
    public Words Words { get; } = words;

    public int? Offset { get; } = offset;
}
