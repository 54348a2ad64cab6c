using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// One bound node of an expression: names are resolved, units are known. Evaluating allocates nothing and never throws.
/// </summary>
public abstract class Term
{
    /// <summary>Unit of the result; <see cref="Unit.None"/> for a truth, a count or a plain number.</summary>
    public abstract Unit Unit { get; }

    /// <summary>The terms it is computed from. Set when it is bound.</summary>
    public IReadOnlyList<Term> Parts { get; internal set; } = [];

    /// <summary>Equipment it learned about, itself or below: a device and the stamp of its installation.</summary>
    internal IReadOnlyList<string> Equipment { get; set; } = [];

    public abstract Operand Evaluate(EvaluationContext context);
}
