using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Median of the last three known values. Of one or two it gives the latest, uncertain (learning): nothing tells yet which of them is the
/// spike, and an uncertain value neither raises nor clears. After an unknown stretch longer than max(60 s, 3 polls) it begins anew, so
/// that what was true before it is not told again. A reading counts once, however often it is looked at.
/// </summary>
internal sealed class Median3Term(Term input) : RememberingTerm
{
    private readonly NewSamples _samples = new(input);
    private Steps _steps = new();
    private long _knownAt;
    private int _count;
    private double _latest;
    private double _second;
    private double _third;

    public override Unit Unit => input.Unit;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand x = input.Evaluate(context);
        _steps.MoveTo(context.Now);
        if (!x.IsKnown)
            return x;
        if (context.Now - _knownAt > _steps.Patience)
            _count = 0;
        _knownAt = context.Now;
        if (_samples.Take(context))
        {
            _count = Math.Min(3, _count + 1);
            (_latest, _second, _third) = (x.Value, _latest, _second);
        }

        if (_count == 3)
            return Operand.From(Percentiles.Median(_latest, _second, _third), x);
        return x.Quality == Quality.Good ? Operand.Uncertain(x.Value, QualityReason.Learning) : x;
    }

    public override void Save(StateWriter writer)
    {
        _steps.Save(writer);
        _samples.Save(writer);
        writer.Write(_knownAt);
        writer.Write((long)_count);
        writer.Write(_latest);
        writer.Write(_second);
        writer.Write(_third);
    }

    protected override void Read(ref StateReader reader)
    {
        _steps = Steps.Load(ref reader);
        _samples.Load(ref reader);
        _knownAt = reader.ReadLong();
        _count = reader.ReadCount(3);
        (_latest, _second, _third) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }

    protected override void Clear()
    {
        _samples.Clear();
        (_steps, _knownAt, _count) = (new(), 0, 0);
    }
}
