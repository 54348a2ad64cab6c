using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Seconds until the falling voltage of a discharge meets the plant's own disconnection setting (domain: section 4.5): along the line
/// of the last quarter of an hour or so. Infinite while nothing is drawn, in the first ten minutes (the voltage dips and comes back),
/// and while it does not fall.
/// </summary>
internal sealed class VoltageLeftTerm(Term voltage, Term disconnection, Term discharging) : StatefulTerm
{
    private const double Dip = 600;

    /// <summary>A line over less says nothing. Seconds.</summary>
    private const double Shortest = 300;

    /// <summary>In which a sample's weight falls to 1/e. Seconds.</summary>
    private const double Fade = 600;

    private FadingLine _line;
    private SampleTime _onset;
    private SampleTime _sample;

    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand flow = discharging.Evaluate(context);
        Operand now = voltage.Evaluate(context);
        Operand limit = disconnection.Evaluate(context);
        if (flow.Truth == Truth.False)
            (_line, _onset, _sample) = (default, default, default);
        if (flow.Truth == Truth.True && !_onset.Any)
            _onset.Take(context.Now);
        if (!flow.IsKnown || !_onset.Any)
            return flow.IsKnown ? Operand.Good(double.PositiveInfinity) : flow;

        if (double.IsFinite(now.Value) && _onset.Since(context.Now) >= Dip)
        {
            _line = _line.With(now.Value, _sample.Any ? _sample.Since(context.Now) : 0, Fade);
            _sample.Take(context.Now);
        }

        return Operand.From(Left(now.Value, limit.Value), now, limit);
    }

    private double Left(double now, double limit) =>
        now <= limit ? 0
        : _line.Span >= Shortest && _line.Slope < 0 ? Math.Max(0, (limit - _line.Now) / _line.Slope)
        : double.PositiveInfinity;

    public override void Save(StateWriter writer)
    {
        writer.Write(_line.Weight);
        writer.Write(_line.Age);
        writer.Write(_line.AgeSquared);
        writer.Write(_line.Value);
        writer.Write(_line.AgeValue);
        writer.Write(_line.Span);
        _onset.Save(writer);
        _sample.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        var line = new FadingLine(
            reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        SampleTime onset = SampleTime.Load(ref reader);
        SampleTime sample = SampleTime.Load(ref reader);
        (_line, _onset, _sample) = (line, onset, sample);
    }
}
