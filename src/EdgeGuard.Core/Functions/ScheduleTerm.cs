using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Whether local time is inside a timetable; unknown while the clock was never set.</summary>
internal sealed class ScheduleTerm(Timetable timetable) : Term
{
    public override Unit Unit => Unit.None;

    public override Operand Evaluate(EvaluationContext context) =>
        context.Wall is { } wall ? Operand.Good(timetable.Contains(wall)) : Operand.Unknown(QualityReason.NotConfigured);
}
