namespace EdgeGuard.Core.Expressions;

/// <param name="Syntax">Null where the text is no expression.</param>
/// <param name="Problems">Empty where it is one.</param>
public sealed record ParsedExpression(Syntax? Syntax, IReadOnlyList<ExpressionProblem> Problems);
