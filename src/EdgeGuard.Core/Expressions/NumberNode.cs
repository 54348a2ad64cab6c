using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">Canonical; null where none was written.</param>
internal sealed record NumberNode(double Value, Unit? Unit, int Offset) : SyntaxNode(Offset);
