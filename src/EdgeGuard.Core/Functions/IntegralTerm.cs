using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Value times hours, from the beginning or from when a condition was last true. A value counts until the next pass; time in which
/// it was unknown adds nothing.
/// </summary>
internal sealed class IntegralTerm(Term input, Unit unit, Term? reset) : RememberingTerm
{
    private const double MsPerHour = 3_600_000;
    private Steps _steps = new();
    private Operand _latest;
    private double _sum;

    public override Unit Unit => unit;

    protected override Operand Advance(EvaluationContext context)
    {
        _steps.MoveTo(context.Now);
        if (_latest.IsKnown && double.IsFinite(_latest.Value) && !_steps.IsGap)
            _sum += _latest.Value * _steps.Length;
        if (reset?.Evaluate(context).Truth == Truth.True)
            _sum = 0;
        _latest = input.Evaluate(context);
        return Operand.From(_sum / MsPerHour, _latest);
    }

    public override void Save(StateWriter writer)
    {
        _steps.Save(writer);
        writer.Write(_latest);
        writer.Write(_sum);
    }

    protected override void Read(ref StateReader reader)
    {
        _steps = Steps.Load(ref reader);
        _latest = reader.ReadOperand();
        _sum = reader.ReadDouble();
    }

    protected override void Clear() => (_steps, _latest, _sum) = (new(), default, 0);
}
