using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// One bound node of an expression: names are resolved, units are known. Evaluating allocates nothing and never throws.
/// </summary>
public abstract class Term
{
    /// <summary>Unit of the result; <see cref="Unit.None"/> for a truth, a count or a plain number.</summary>
    public abstract Unit Unit { get; }

    public abstract Operand Evaluate(EvaluationContext context);
}
