using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>The sum of values, or the number of conditions that are true: unknown when any part is, since a part would be missing.</summary>
internal sealed class SumTerm(Term[] parts, bool counts) : Term
{
    public override Unit Unit => counts ? Unit.None : parts[0].Unit;

    public override Operand Evaluate(EvaluationContext context)
    {
        double sum = 0;
        Operand least = Operand.Good(0);
        foreach (Term part in parts)
        {
            Operand operand = part.Evaluate(context);
            sum += counts && operand.IsKnown && operand.Value != 0 ? 1 : operand.Value;
            if (operand.Quality < least.Quality)
                least = operand;
        }

        return Operand.From(sum, least);
    }
}
