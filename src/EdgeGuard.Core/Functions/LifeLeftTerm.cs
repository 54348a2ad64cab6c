using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Seconds until a battery's life is spent, if it goes on living as warm as it did.</summary>
internal sealed class LifeLeftTerm(Term temperature, double installed, double life) : AgingTerm(temperature, installed, life)
{
    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand damage = base.Advance(context);
        return Operand.From(Math.Max(0, 1 - damage.Value) * Life / MeanRate, damage);
    }
}
