using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>Unknown where either side is.</summary>
internal sealed class ComparisonTerm(BinaryOperator op, Term left, Term right) : Term
{
    public override Unit Unit => Unit.None;

    public override Operand Evaluate(EvaluationContext context)
    {
        Operand a = left.Evaluate(context);
        Operand b = right.Evaluate(context);
        return Operand.From(Holds(a.Value, b.Value) ? 1 : 0, a, b);
    }

    private bool Holds(double a, double b) => op switch
    {
        BinaryOperator.Equal => a == b,
        BinaryOperator.NotEqual => a != b,
        BinaryOperator.Less => a < b,
        BinaryOperator.LessOrEqual => a <= b,
        BinaryOperator.Greater => a > b,
        _ => a >= b,
    };
}
