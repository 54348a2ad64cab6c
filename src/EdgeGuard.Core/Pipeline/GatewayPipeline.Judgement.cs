using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What is computed: points, conditions over several signals, and the gateway's own figures about its alarms.</summary>
public sealed partial class GatewayPipeline
{
    /// <summary>Every alarm that stands on a point or reads it, as it is now, normal or not.</summary>
    public IEnumerable<AlarmStanding> Explain(PointId point) =>
        from tracker in _alarms.Trackers
        where tracker.Alarm.Point.Id == point || _judgement.Reads(tracker.Index, point)
        select new AlarmStanding(tracker.Alarm, tracker.State, tracker.Stages()) { Terms = _judgement.Describe(tracker.Index) };

    private void Apply(TickInput tick)
    {
        _judgement.Begin(tick.At);
        _judgement.Context.Wall = tick.Wall ?? _judgement.Context.Wall;
        TakeBuses(tick.At);
        Judge(_judgement.AtTick, tick.At);
        foreach ((int alarm, Term when) in _judgement.Inhibitions)
            _alarms.SetInhibited(alarm, when.Evaluate(_judgement.Context).Truth, tick.At, _sink);
        _alarms.Tick(tick.At, _sink);
        TakeFigures(tick.At);
        TickOutputs(tick.At);
    }

    private void TakeBuses(MonotonicTime at)
    {
        IReadOnlyList<MaintenanceWindow> windows = _alarms.Windows;
        // First the cause of all: what it explains is judged after it.
        if (_model.BusesLost is { } lost)
            Take(_buses.Lost(lost, windows, at), stale: false);
        for (int i = 0; i < _model.Buses.Count; i++)
        {
            if (_buses.IsDown(_model.Buses[i], windows) is { } down)
                Take(Reading.Good(_model.Buses[i].Point, down, at), stale: false);
        }
    }

    private void Judge(ReadOnlySpan<JudgementStep> steps, MonotonicTime at)
    {
        foreach (JudgementStep step in steps)
        {
            if (step.Alarm is { } alarm)
                JudgeAlarm(step, alarm, at);
            else
                Take(_judgement.Compute(step, at), stale: false);
        }
    }

    private void JudgeAlarm(JudgementStep step, int alarm, MonotonicTime at)
    {
        Operand raise = _judgement.Evaluate(step, step.Raise!);
        Verdict verdict = new(raise.Truth, step.Clear is null ? ClearOf(raise) : ClearBy(_judgement.Evaluate(step, step.Clear)));
        Reading shown = step.Value is null ? _judgement.Context.Latest[step.Point.Index] : _judgement.Compute(step, at);
        // The moment is that of the judgement, whenever its value was read.
        Reading reading = shown.Quality switch
        {
            Quality.Good => Reading.Good(step.Point, shown.Value, at),
            Quality.Uncertain => Reading.Uncertain(step.Point, shown.Value, shown.Reason, at),
            _ => Reading.Bad(step.Point, shown.Reason, at),
        };
        _alarms.Observe(alarm, new Observation(reading, stale: false, [verdict], _judgement.Forecast(alarm)), _sink);
    }

    /// <summary>Without a clear condition of its own: when the raise condition is false, and surely so.</summary>
    private static Truth ClearOf(in Operand raise) => raise.Truth switch
    {
        Truth.True => Truth.False,
        Truth.False when raise.Quality == Quality.Good => Truth.True,
        _ => Truth.Unknown,
    };

    /// <summary>What is uncertain never clears.</summary>
    private static Truth ClearBy(in Operand clear) =>
        clear.Truth == Truth.True && clear.Quality != Quality.Good ? Truth.Unknown : clear.Truth;

    /// <summary>Alarms per ten minutes, flood and the like, and whether a rule failed: points of the gateway, where it has them.</summary>
    private void TakeFigures(MonotonicTime at)
    {
        for (int i = 0; i < _figures.Length; i++)
        {
            if (_figures[i] is { } point)
                Take(Reading.Good(point, _alarms.Metrics.Values[i], at), stale: false);
        }

        if (_rulesPoint is not { } rules)
            return;
        _sink.Detail = _judgement.Fault;
        Take(Reading.Good(rules, _judgement.Fault is null ? 0 : 1, at), stale: false);
        _sink.Detail = null;
    }

    private PointId? OwnPoint(string name) =>
        _model.Points.TryFind($"{OwnPoints.GatewayDevice}.{name}", out PointInfo? point) ? point.Id : null;
}
