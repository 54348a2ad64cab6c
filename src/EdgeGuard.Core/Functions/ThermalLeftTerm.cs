using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Seconds until the thermal image reaches a target at the present load; infinite when it never will.</summary>
internal sealed class ThermalLeftTerm(Term current, double baseCurrent, TimeSpan tau, double k, double target)
    : ThermalTerm(current, baseCurrent, tau, k)
{
    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand theta = base.Advance(context);
        return Operand.From(ThermalCurve.TimeTo(theta.Value, CurrentLoad, target, Tau), theta);
    }
}
