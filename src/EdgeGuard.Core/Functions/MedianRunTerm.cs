using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Median length of the last runs, in s: of at most 15, and only of those that ended in the last span if one is given. A run counts when
/// both its ends were seen and no unknown stretch in it was longer than max(60 s, 3 polls).
/// </summary>
internal sealed class MedianRunTerm(Term running, TimeSpan? span, int needed) : RememberingTerm
{
    private const int Most = 15;
    private readonly long[] _ends = new long[Most];
    private readonly long[] _lengths = new long[Most];
    private Steps _steps = new();
    private KnownTruth _known;
    private long _startedAt = -1;
    private int _runs;
    private int _next;

    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand now = running.Evaluate(context);
        _steps.MoveTo(context.Now);
        Truth before = _known.Take(now.Truth, context.Now, _steps.Patience);
        if (!now.IsKnown)
            return now;
        if (before == Truth.Unknown)
            _startedAt = -1;
        else if (before == Truth.False && now.Truth == Truth.True)
            _startedAt = context.Now;
        else if (before == Truth.True && now.Truth == Truth.False && _startedAt >= 0)
            Ended(context.Now);
        return Median(context.Now);
    }

    private void Ended(long now)
    {
        (_ends[_next], _lengths[_next]) = (now, now - _startedAt);
        _next = (_next + 1) % Most;
        _runs = Math.Min(Most, _runs + 1);
        _startedAt = -1;
    }

    private Operand Median(long now)
    {
        Span<double> lengths = stackalloc double[Most];
        int count = 0;
        for (int i = 0; i < _runs; i++)
        {
            if (span is null || now - _ends[i] <= span.Value.TotalMilliseconds)
                lengths[count++] = _lengths[i] / 1000.0;
        }

        return count < Math.Max(1, needed) ? Operand.Unknown(QualityReason.Learning) : Operand.Good(Percentiles.Median(lengths[..count]));
    }

    public override void Save(StateWriter writer)
    {
        _steps.Save(writer);
        _known.Save(writer);
        writer.Write(_startedAt);
        writer.Write((long)_runs);
        writer.Write((long)_next);
        for (int i = 0; i < _runs; i++)
        {
            writer.Write(_ends[i]);
            writer.Write(_lengths[i]);
        }
    }

    protected override void Read(ref StateReader reader)
    {
        _steps = Steps.Load(ref reader);
        _known = KnownTruth.Load(ref reader);
        (_startedAt, _runs, _next) = (reader.ReadLong(), reader.ReadCount(Most), reader.ReadCount(Most - 1));
        for (int i = 0; i < _runs; i++)
            (_ends[i], _lengths[i]) = (reader.ReadLong(), reader.ReadLong());
    }

    protected override void Clear() => (_steps, _known, _startedAt, _runs, _next) = (new(), default, -1, 0, 0);
}
