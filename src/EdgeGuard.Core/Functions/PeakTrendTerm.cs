using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Seconds until the daily peaks of a load reach a limit (domain: section 4.4): the line of Theil and Sen through the largest 15-min mean of
/// each of the last 28 days. Infinite unless it rises by more than 3 % in that window; unknown, learning, before seven days.
/// A day is 24 h of running time, from the first sample on: a load's day repeats whenever it is begun, and no clock is needed.
/// A quarter of an hour counts when 80 % of it is known and not held out; a day when half of its quarters do.
/// While the hold (a drill, a recharge) is true or unknown nothing counts.
/// </summary>
internal sealed class PeakTrendTerm : StatefulTerm
{
    private const int Days = 28;
    private const int FewestDays = 7;
    private const int BlocksADay = 96;
    private const long Block = 15 * 60_000;
    private const double FullBlock = 0.8 * Block;
    private const double LeastRise = 0.03;
    private const double DaySeconds = 86_400;

    /// <summary>A reading stands for five minutes at most. Milliseconds.</summary>
    private const long LongestHold = 300_000;

    private readonly Term _input;
    private readonly Term _limit;
    private readonly Term? _hold;

    // The oldest first.
    private readonly double[] _peaks = new double[Days];
    private readonly double[] _scratch = new double[TheilSen.Scratch(Days)];
    private double _slope;
    private double _last;
    private bool _rises;
    private int _daysKnown;

    private bool _begun;
    private long _blockStart;
    private long _counted;
    private int _block;
    private int _blocksKnown;
    private double _sum;
    private long _covered;
    private double _peak = double.NaN;
    private double _value = double.NaN;
    private long _valueUntil;

    public PeakTrendTerm(Term value, Term limit, Term? hold)
    {
        (_input, _limit, _hold) = (value, limit, hold);
        _peaks.AsSpan().Fill(double.NaN);
    }

    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand input = _input.Evaluate(context);
        Operand line = _limit.Evaluate(context);
        bool free = _hold is null || _hold.Evaluate(context).Truth == Truth.False;
        Count(context.Now);
        if (!free)
            _value = double.NaN;
        else if (double.IsFinite(input.Value))
            (_value, _valueUntil) = (input.Value, context.Now + LongestHold);

        if (_daysKnown < FewestDays)
            return Operand.Unknown(QualityReason.Learning);
        double sinceDay = (context.Now - _blockStart + _block * Block) / 1000.0;
        double left = (line.Value - _last) / _slope * DaySeconds - sinceDay;
        return Operand.From(_rises ? Math.Max(0, left) : double.PositiveInfinity, line);
    }

    /// <summary>Lets the latest value hold until now, quarter by quarter.</summary>
    private void Count(long now)
    {
        if (!_begun)
            (_begun, _blockStart, _counted) = (true, now, now);
        while (now - _blockStart >= Block)
        {
            CountTo(_blockStart + Block);
            CloseBlock();
        }

        CountTo(now);
    }

    private void CountTo(long end)
    {
        long held = Math.Min(end, _valueUntil) - _counted;
        if (held > 0 && !double.IsNaN(_value))
        {
            _sum += _value * held;
            _covered += held;
        }

        _counted = end;
    }

    private void CloseBlock()
    {
        if (_covered >= FullBlock)
        {
            double mean = _sum / _covered;
            _peak = double.IsNaN(_peak) ? mean : Math.Max(_peak, mean);
            _blocksKnown++;
        }

        (_sum, _covered) = (0, 0);
        _blockStart += Block;
        if (++_block == BlocksADay)
            CloseDay();
    }

    private void CloseDay()
    {
        Array.Copy(_peaks, 1, _peaks, 0, Days - 1);
        _peaks[Days - 1] = _blocksKnown >= BlocksADay / 2 ? _peak : double.NaN;
        (_block, _blocksKnown, _peak) = (0, 0, double.NaN);
        Fit();
    }

    private void Fit()
    {
        int oldest = 0;
        while (oldest < Days - 1 && double.IsNaN(_peaks[oldest]))
            oldest++;
        _daysKnown = 0;
        foreach (double peak in _peaks)
            _daysKnown += double.IsNaN(peak) ? 0 : 1;
        (_slope, _last) = TheilSen.Fit(_peaks, _scratch);
        double rise = _slope * (Days - 1 - oldest);
        _rises = rise > LeastRise * Math.Abs(_last - rise);
    }

    public override void Save(StateWriter writer)
    {
        foreach (double peak in _peaks)
            writer.Write(peak);
        writer.Write(_begun);
        writer.Write(_blockStart);
        writer.Write(_counted);
        writer.Write((long)_block);
        writer.Write((long)_blocksKnown);
        writer.Write(_sum);
        writer.Write(_covered);
        writer.Write(_peak);
        writer.Write(_value);
        writer.Write(_valueUntil);
    }

    public override void Load(ref StateReader reader)
    {
        Span<double> peaks = stackalloc double[Days];
        foreach (ref double peak in peaks)
            peak = reader.ReadDouble();
        bool begun = reader.ReadBool();
        long blockStart = reader.ReadLong();
        long counted = reader.ReadLong();
        int block = reader.ReadCount(BlocksADay - 1);
        int blocksKnown = reader.ReadCount(BlocksADay);
        double sum = reader.ReadDouble();
        long covered = reader.ReadLong();
        double peakSoFar = reader.ReadDouble();
        double held = reader.ReadDouble();
        _valueUntil = reader.ReadLong();
        peaks.CopyTo(_peaks);
        (_begun, _blockStart, _counted, _block, _blocksKnown) = (begun, blockStart, counted, block, blocksKnown);
        (_sum, _covered, _peak, _value) = (sum, covered, peakSoFar, held);
        Fit();
    }
}
