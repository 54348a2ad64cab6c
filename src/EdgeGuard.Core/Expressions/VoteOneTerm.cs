using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>The only known value of several, while just one is known: what a vote of two can no longer say (domain: section 4.2, nOfM).</summary>
internal sealed class VoteOneTerm(Term[] parts) : Term
{
    public override Unit Unit => parts[0].Unit;

    public override Operand Evaluate(EvaluationContext context)
    {
        int known = 0;
        Operand only = default;
        QualityReason unknown = QualityReason.NotConfigured;
        foreach (Term part in parts)
        {
            Operand operand = part.Evaluate(context);
            if (operand.IsKnown)
            {
                known++;
                only = operand;
            }
            else
            {
                unknown = operand.Reason;
            }
        }

        return known == 1 && parts.Length > 1 ? only : Operand.Unknown(unknown);
    }
}
