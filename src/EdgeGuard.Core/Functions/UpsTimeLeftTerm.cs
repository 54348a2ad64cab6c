using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Seconds until a UPS gives its load up: what is left of the time that its present band allows; infinite outside of all bands.</summary>
internal sealed class UpsTimeLeftTerm(Term load, Term? ambient, OverloadTable table, TimeSpan recovery, double hot)
    : UpsDamageTerm(load, ambient, table, recovery, hot)
{
    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand damage = base.Advance(context);
        double allowed = Allowed;
        return Operand.From(double.IsInfinity(allowed) ? allowed : (1 - damage.Value) * allowed, damage);
    }
}
