using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>Plus, minus, times, divided by. Dividing by zero gives what is unknown.</summary>
internal sealed class ArithmeticTerm(BinaryOperator op, Term left, Term right, Unit unit) : Term
{
    public override Unit Unit { get; } = unit;

    public override Operand Evaluate(EvaluationContext context)
    {
        Operand a = left.Evaluate(context);
        Operand b = right.Evaluate(context);
        if (op == BinaryOperator.Divide && b.IsKnown && b.Value == 0)
            return Operand.Unknown(a.IsKnown ? QualityReason.OutOfRange : a.Reason);
        return Operand.From(Compute(a.Value, b.Value), a, b);
    }

    private double Compute(double a, double b) => op switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        _ => a / b,
    };
}
