using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Top of the band in which a value lives: 95th percentile (nearest rank) of its hourly maxima over the last 168 learned hours, never
/// above the cap [domain 4.3]. An hour is learned when the value was good in 80 % of it and <c>hold</c> known to be false all through; so
/// the time of a fault neither enters nor pushes out what was learned before. Until enough hours are learned: the set point and
/// some, uncertain (learning).
/// </summary>
internal sealed class BandTerm(Term value, Term setpoint, Term hold, double above, double cap, int needed) : RememberingTerm
{
    private const long Hour = 3_600_000;
    private const int Week = 168;
    private const double NeededShare = 0.8;
    private const double Percent = 95;
    private readonly double[] _maxima = new double[Week];
    private Steps _steps = new();
    private int _count;
    private int _next;
    private long _hour = -1;
    private long _good;
    private bool _wasGood;
    private bool _isHeld;
    private double _maximum;
    private double _band = double.NaN;
    private double _setpoint = double.NaN;

    public override Unit Unit => value.Unit;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand v = value.Evaluate(context), setpointNow = setpoint.Evaluate(context);
        bool held = hold.Evaluate(context).Truth != Truth.False;
        _steps.MoveTo(context.Now);
        long passed = _wasGood && !_steps.IsGap ? _steps.Length : 0;
        _isHeld |= held;
        long hour = context.Now / Hour;
        if (hour != _hour)
        {
            // The step that ends an hour belongs to it; it is short, or a gap.
            _good += passed;
            Close();
            (_hour, _good, _maximum, _isHeld) = (hour, 0, double.NegativeInfinity, held);
        }
        else
        {
            _good += passed;
        }

        _wasGood = v.Quality == Quality.Good;
        if (_wasGood)
            _maximum = Math.Max(_maximum, v.Value);
        // A unit that falls silent leaves its set point as it was: the rules on the band must not go blind with it.
        if (setpointNow.IsKnown)
            _setpoint = setpointNow.Value;
        return Tell(setpointNow);
    }

    private void Close()
    {
        if (_hour < 0 || _isHeld || _good < NeededShare * Hour)
            return;
        _maxima[_next] = WindowPart.OnGrid(_maximum);
        _next = (_next + 1) % Week;
        _count = Math.Min(Week, _count + 1);
        Rank();
    }

    private void Rank()
    {
        Span<double> sorted = stackalloc double[Week];
        _maxima.CopyTo(sorted);
        _band = Percentiles.NearestRank(sorted[.._count], Percent);
    }

    private Operand Tell(in Operand setpointNow)
    {
        if (_count >= needed)
            return Operand.Good(Math.Min(cap, _band));
        return double.IsNaN(_setpoint) ? setpointNow : Operand.Uncertain(Math.Min(cap, _setpoint + above), QualityReason.Learning);
    }

    public override void Save(StateWriter writer)
    {
        _steps.Save(writer);
        writer.Write(_hour);
        writer.Write(_good);
        writer.Write(_wasGood);
        writer.Write(_isHeld);
        writer.Write(_maximum);
        writer.Write((long)_count);
        writer.Write((long)_next);
        writer.Write(_setpoint);
        long grid = 0;
        for (int i = 0; i < _count; i++)
            (WindowPart.Nothing with { Value = _maxima[i] }).Save(writer, 0, false, ref grid);
    }

    protected override void Read(ref StateReader reader)
    {
        _steps = Steps.Load(ref reader);
        (_hour, _good, _wasGood, _isHeld, _maximum) = (reader.ReadLong(), reader.ReadLong(), reader.ReadBool(), reader.ReadBool(), reader.ReadDouble());
        (_count, _next, _setpoint) = (reader.ReadCount(Week), reader.ReadCount(Week - 1), reader.ReadDouble());
        long grid = 0;
        for (int i = 0; i < _count; i++)
            _maxima[i] = WindowPart.Load(ref reader, 0, false, ref grid).Value;
        Rank();
    }

    protected override void Clear()
    {
        (_steps, _count, _next, _hour, _good, _band, _setpoint) = (new(), 0, 0, -1, 0, double.NaN, double.NaN);
        (_wasGood, _isHeld, _maximum) = (false, false, double.NegativeInfinity);
    }
}
