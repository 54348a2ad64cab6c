using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Cooling power against what it was when new, in percent [domain 4.3, fade]: return - supply at the 150th second of each run (of one
/// longer than 30 minutes every 10 minutes again), by demand in percent where there is one. The median of the first 20 runs is the reference, fixed
/// from then on, since fading is slow and must not be learned; the value is the median of the last 5. Learning until 20 runs. A run
/// counts from where it was first seen; an unknown stretch longer than max(60 s, 3 polls) begins it anew. What cannot be judged at its
/// moment is judged at the next pass at which all is good. Demand of 5 % or less tells nothing.
/// </summary>
internal sealed class FadeTerm(Term supply, Term returned, Term running, Term? demand) : RememberingTerm
{
    private const long FirstJudged = 150_000;
    private const long LongRun = 1_800_000;
    private const long JudgedAgain = 600_000;
    private const int ReferenceRuns = 20;
    private const int ValueRuns = 5;
    private const double LeastDemand = 5;

    private readonly double[] _runs = new double[ReferenceRuns];
    private Steps _steps = new();
    private KnownTruth _known;
    private bool _wasRunning;
    private long _run;
    private long _judgeAt = FirstJudged;
    private int _count;
    private int _next;
    private double _reference = double.NaN;
    private double _value = double.NaN;

    public override Unit Unit => Unit.Percent;

    protected override Operand Advance(EvaluationContext context)
    {
        Truth runs = running.Evaluate(context).Truth;
        Operand low = supply.Evaluate(context), high = returned.Evaluate(context), asked = demand?.Evaluate(context) ?? Operand.Good(100);
        _steps.MoveTo(context.Now);
        Truth before = _known.Take(runs, context.Now, _steps.Patience);
        if (runs == Truth.False || (runs == Truth.True && before != Truth.True))
            (_run, _judgeAt) = (0, FirstJudged);
        else if (runs == Truth.True)
            _run += _wasRunning && !_steps.IsGap ? _steps.Length : 0;
        _wasRunning = runs == Truth.True;
        if (_wasRunning && _run >= _judgeAt && low.Quality == Quality.Good && high.Quality == Quality.Good && asked.Quality == Quality.Good)
        {
            while (_judgeAt <= _run)
                _judgeAt = _judgeAt < LongRun ? LongRun : _judgeAt + JudgedAgain;
            if (asked.Value > LeastDemand)
                Judge((high.Value - low.Value) / asked.Value * 100);
        }

        return double.IsNaN(_reference) ? Operand.Unknown(QualityReason.Learning) : Operand.Good(_value);
    }

    private void Judge(double difference)
    {
        _runs[_next] = difference;
        _next = (_next + 1) % ReferenceRuns;
        _count = Math.Min(ReferenceRuns, _count + 1);
        Rank();
    }

    private void Rank()
    {
        Span<double> runs = stackalloc double[ReferenceRuns];
        if (_count == ReferenceRuns && double.IsNaN(_reference))
        {
            _runs.CopyTo(runs);
            // A unit that does not cool, or whose probes are swapped, has nothing to be measured against: the next runs are waited for.
            double median = Percentiles.Median(runs);
            _reference = median > 0 ? median : double.NaN;
        }

        for (int i = 0; i < ValueRuns; i++)
            runs[i] = _runs[(_next - 1 - i + 2 * ReferenceRuns) % ReferenceRuns];
        _value = 100 * Percentiles.Median(runs[..ValueRuns]) / _reference;
    }

    public override void Save(StateWriter writer)
    {
        _steps.Save(writer);
        _known.Save(writer);
        writer.Write(_wasRunning);
        writer.Write(_run);
        writer.Write(_judgeAt);
        writer.Write(_reference);
        writer.Write((long)_count);
        writer.Write((long)_next);
        for (int i = 0; i < _count; i++)
            writer.Write(_runs[i]);
    }

    protected override void Read(ref StateReader reader)
    {
        _steps = Steps.Load(ref reader);
        _known = KnownTruth.Load(ref reader);
        (_wasRunning, _run, _judgeAt, _reference) = (reader.ReadBool(), reader.ReadLong(), reader.ReadLong(), reader.ReadDouble());
        (_count, _next) = (reader.ReadCount(ReferenceRuns), reader.ReadCount(ReferenceRuns - 1));
        for (int i = 0; i < _count; i++)
            _runs[i] = reader.ReadDouble();
        Rank();
    }

    protected override void Clear()
    {
        (_steps, _known, _wasRunning, _run, _judgeAt) = (new(), default, false, 0, FirstJudged);
        (_count, _next, _reference, _value) = (0, 0, double.NaN, double.NaN);
        Array.Clear(_runs);
    }
}
