using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

internal sealed class NegateTerm(Term inner) : Term
{
    public override Unit Unit => inner.Unit;

    public override Operand Evaluate(EvaluationContext context)
    {
        Operand operand = inner.Evaluate(context);
        return Operand.From(-operand.Value, operand);
    }
}
