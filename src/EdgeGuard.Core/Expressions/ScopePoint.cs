using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>A point that expressions may name.</summary>
/// <param name="Index">Its place in <see cref="EvaluationContext.Latest"/>.</param>
/// <param name="Name"><c>device.point</c>.</param>
/// <param name="Signal">Name in the signal dictionary; null: it can be named only by its own name.</param>
public sealed record ScopePoint(int Index, string Name, string Device, string? Signal, Unit Unit);
