using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Running current of a compressor. It runs when <c>running</c> says so, else while the current is above the threshold; only what was
/// good while it ran counts, so the zeros between the runs do not. The means of minutes of running are collected; 60 of them give the
/// median of an hour of running, and the value is the median of the last 24 such hours. Learning until enough hours of running were
/// seen; what is learned then is fixed as the measure: an hour further from it than the factor <c>within</c> is a fault, and is never
/// learned, however long it lasts. A start-up (the first minute of a run) is left out.
/// </summary>
internal sealed class LearnedRunningTerm(Term current, Term? running, double threshold, int needed, double within) : RememberingTerm
{
    private const int Minute = 60_000;
    private const int MinutesAnHour = 60;
    private const int Hours = 24;
    private readonly double[] _minutes = new double[MinutesAnHour];
    private readonly double[] _hours = new double[Hours];
    private Steps _steps = new();
    private bool _ran;
    private double _latest;
    private long _run;
    private double _sum;
    private long _summed;
    private int _minuteCount;
    private int _hourCount;
    private int _next;
    private double _measure = double.NaN;
    private double _learned = double.NaN;

    public override Unit Unit => current.Unit;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand now = current.Evaluate(context);
        Truth runs = running is null ? Operand.From(now.Value > threshold ? 1 : 0, now).Truth : running.Evaluate(context).Truth;
        _steps.MoveTo(context.Now);
        if (_ran && !_steps.IsGap)
            Ran(_steps.Length);
        bool isRunning = runs == Truth.True && now.Quality == Quality.Good;
        if (!isRunning)
            (_run, _sum, _summed) = (0, 0, 0);
        (_ran, _latest) = (isRunning, now.Value);
        return _hourCount >= needed || !double.IsNaN(_measure) ? Operand.Good(_learned) : Operand.Unknown(QualityReason.Learning);
    }

    private void Ran(long ms)
    {
        _run += ms;
        if (_run <= Minute)
            return;
        _sum += _latest * ms;
        _summed += ms;
        if (_summed < Minute)
            return;
        _minutes[_minuteCount++] = WindowPart.OnGrid(_sum / _summed);
        (_sum, _summed) = (0, 0);
        if (_minuteCount < MinutesAnHour)
            return;
        _minuteCount = 0;
        Learn(Percentiles.Median(_minutes));
    }

    private void Learn(double hour)
    {
        if (hour > _measure * within || hour < _measure / within)
            return;
        _hours[_next] = hour;
        _next = (_next + 1) % Hours;
        _hourCount = Math.Min(Hours, _hourCount + 1);
        if (_hourCount < needed && double.IsNaN(_measure))
            return;
        Rank();
        if (double.IsNaN(_measure))
            _measure = _learned;
    }

    private void Rank()
    {
        Span<double> sorted = stackalloc double[Hours];
        _hours.CopyTo(sorted);
        _learned = Percentiles.Median(sorted[.._hourCount]);
    }

    public override void Save(StateWriter writer)
    {
        _steps.Save(writer);
        writer.Write(_ran);
        writer.Write(_latest);
        writer.Write(_run);
        writer.Write(_sum);
        writer.Write(_summed);
        writer.Write(_measure);
        writer.Write((long)_next);
        Save(writer, _minutes.AsSpan(0, _minuteCount));
        Save(writer, _hours.AsSpan(0, _hourCount));
    }

    private static void Save(StateWriter writer, ReadOnlySpan<double> values)
    {
        writer.Write((long)values.Length);
        foreach (double value in values)
            writer.Write(value);
    }

    protected override void Read(ref StateReader reader)
    {
        _steps = Steps.Load(ref reader);
        (_ran, _latest, _run, _sum, _summed) = (reader.ReadBool(), reader.ReadDouble(), reader.ReadLong(), reader.ReadDouble(), reader.ReadLong());
        (_measure, _next) = (reader.ReadDouble(), reader.ReadCount(Hours - 1));
        _minuteCount = Read(ref reader, _minutes.AsSpan(0, MinutesAnHour - 1));
        _hourCount = Read(ref reader, _hours);
        Rank();
    }

    private static int Read(ref StateReader reader, Span<double> values)
    {
        int count = reader.ReadCount(values.Length);
        for (int i = 0; i < count; i++)
            values[i] = reader.ReadDouble();
        return count;
    }

    protected override void Clear()
    {
        (_steps, _ran, _latest, _run, _sum, _summed) = (new(), false, 0, 0, 0, 0);
        (_minuteCount, _hourCount, _next, _measure, _learned) = (0, 0, 0, double.NaN, double.NaN);
    }
}
