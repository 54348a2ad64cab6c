using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Dew point in degC. Humidity of 0 or less is a broken sensor: unknown, out of range; more than 100 is taken as 100 [domain 4.3].</summary>
internal sealed class DewPointTerm(Term temperature, Term humidity) : Term
{
    public override Unit Unit => Unit.DegreeCelsius;

    public override Operand Evaluate(EvaluationContext context)
    {
        Operand t = temperature.Evaluate(context), rh = humidity.Evaluate(context);
        return t.IsKnown && rh.IsKnown && rh.Value <= 0
            ? Operand.Unknown(QualityReason.OutOfRange)
            : Operand.From(Psychrometrics.DewPoint(t.Value, rh.Value), t, rh);
    }
}
