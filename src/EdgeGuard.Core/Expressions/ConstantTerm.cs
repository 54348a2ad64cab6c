using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

internal sealed class ConstantTerm(double value, Unit unit) : Term
{
    public double Value { get; } = value;

    public override Unit Unit { get; } = unit;

    public override Operand Evaluate(EvaluationContext context) => Operand.Good(Value);
}
