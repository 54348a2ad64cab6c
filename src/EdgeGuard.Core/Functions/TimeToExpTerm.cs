using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Seconds until an exponential approach reaches a limit. The curve is fitted anew when a part of the window closes (a fit costs some
/// ten microseconds); in between it is followed.
/// </summary>
internal sealed class TimeToExpTerm(Term input, Term limit, TimeSpan span, TrendNeeds needs, double margin, int direction) : RememberingTerm
{
    private const double MsPerMinute = 60_000;
    private const double MinData = 10;
    private const int LongestTau = 4;
    private readonly Window _window = new(Keep.Samples, span);
    private long _fitted = -1;
    private long _fittedAt;
    private double _span;
    private ExponentialCurve _curve;

    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        _window.Take(context.Now, input.Evaluate(context));
        Operand to = limit.Evaluate(context);
        if (_window.CanTell && _fitted != _window.Open)
            Fit(context.Now);
        if (!to.IsKnown)
            return to;
        if (_span <= MinData)
            return Operand.Unknown(QualityReason.Learning);
        double passed = (context.Now - _fittedAt) / MsPerMinute;
        double minutes = Trend.MinutesTo(_curve, _span, to.Value, direction, margin, LongestTau * span.TotalMinutes, needs);
        double seconds = 60 * Math.Max(0, minutes - passed);
        return Operand.From(seconds, _window.Tell(seconds), to);
    }

    private void Fit(long now)
    {
        Span<double> times = stackalloc double[Window.MostPoints], values = stackalloc double[Window.MostPoints];
        int count = _window.CopyPoints(times, values);
        for (int i = 0; i < count; i++)
            times[i] /= MsPerMinute;
        (_fitted, _fittedAt, _span) = (_window.Open, now, count == 0 ? 0 : times[count - 1] - times[0]);
        // To twice the longest τ that is accepted, so that one at that very limit lies inside.
        _curve = ExponentialFit.Fit(times[..count], values[..count], span.TotalMinutes / 32, 2 * LongestTau * span.TotalMinutes);
    }

    public override void Save(StateWriter writer)
    {
        _window.Save(writer);
        writer.Write(_fitted);
        writer.Write(_fittedAt);
        writer.Write(_span);
        writer.Write(_curve.Tau);
        writer.Write(_curve.Final);
        writer.Write(_curve.Distance);
        writer.Write(_curve.R2);
    }

    protected override void Read(ref StateReader reader)
    {
        _window.Load(ref reader);
        (_fitted, _fittedAt, _span) = (reader.ReadLong(), reader.ReadLong(), reader.ReadDouble());
        _curve = new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }

    protected override void Clear()
    {
        _window.Clear();
        (_fitted, _fittedAt, _span, _curve) = (-1, 0, 0, default);
    }
}
