using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>What is wrong with an expression, and what would be right.</summary>
/// <param name="Offset">Place in the expression's text, in UTF-16 units from 0.</param>
public sealed record ExpressionProblem(Words Words, int Offset);
