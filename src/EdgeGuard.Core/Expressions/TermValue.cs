using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>A part of an expression, by a point's name or the canonical text of a call, and what it is worth.</summary>
public sealed record TermValue(string Text, Unit Unit, Operand Value);
