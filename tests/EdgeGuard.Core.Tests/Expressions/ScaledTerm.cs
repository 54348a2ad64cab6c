using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Expressions;

/// <summary>A term without memory whose parameters are of every kind.</summary>
internal sealed class ScaledTerm(Term inner, double factor, Term? extra) : Term
{
    public override Unit Unit => Unit.None;

    public override Operand Evaluate(EvaluationContext context)
    {
        Operand operand = inner.Evaluate(context);
        Operand more = extra?.Evaluate(context) ?? Operand.Good(0);
        return Operand.From((operand.Value / factor) + more.Value, operand, more);
    }
}
