using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>A part of an expression, as its canonical text, and what it is worth.</summary>
public sealed record TermValue(string Text, Unit Unit, Operand Value);
