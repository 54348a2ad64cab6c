using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

internal sealed class NotTerm(Term inner) : Term
{
    public override Unit Unit => Unit.None;

    public override Operand Evaluate(EvaluationContext context)
    {
        Operand operand = inner.Evaluate(context);
        return Operand.From(operand.Truth == Truth.False ? 1 : 0, operand);
    }
}
