using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>The latest reading of a point.</summary>
public sealed class PointTerm : Term
{
    internal PointTerm(ScopePoint point) => Point = point;

    public ScopePoint Point { get; }

    public override Unit Unit => Point.Unit;

    public override Operand Evaluate(EvaluationContext context) => Operand.Of(context.Latest[Point.Index]);
}
