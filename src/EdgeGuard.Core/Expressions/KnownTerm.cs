using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>How many of several are known; always good itself.</summary>
internal sealed class KnownTerm(Term[] parts) : Term
{
    public override Unit Unit => Unit.None;

    public override Operand Evaluate(EvaluationContext context)
    {
        int known = 0;
        foreach (Term part in parts)
            known += part.Evaluate(context).IsKnown ? 1 : 0;
        return Operand.Good(known);
    }
}
