using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Tells of alarms and maintenance windows as they are now; on the pipeline's thread.</summary>
/// <param name="zone">In which people of the room read their clocks.</param>
internal sealed class AlarmReporter(BootTime clock, ClockMap clocks, TimeZoneInfo zone)
{
    /// <summary>Every alarm that is not normal, the worst first.</summary>
    public IReadOnlyList<AlarmReport> Standing(GatewayPipeline pipeline)
    {
        IReadOnlyList<WindowReport> windows = Windows(pipeline);
        return [.. pipeline.Standing().OrderBy(a => a.State.Level).ThenBy(a => a.State.Serial).Select(a => Of(pipeline.Find(a.Alarm.Key)!, windows))];
    }

    /// <summary>One alarm, whatever its state.</summary>
    public AlarmReport Of(GatewayPipeline pipeline, AlarmTracker alarm) => Of(alarm, Windows(pipeline));

    public IReadOnlyList<WindowReport> Windows(GatewayPipeline pipeline)
    {
        MonotonicTime now = clock.Now;
        return [.. pipeline.MaintenanceWindows.Select(w => new WindowReport(w.Device, w.By, w.Why, EndOf(w.Until), w.Until.Left(now).TotalSeconds))];
    }

    private AlarmReport Of(AlarmTracker tracker, IReadOnlyList<WindowReport> windows)
    {
        (AlarmDefinition alarm, AlarmState state) = (tracker.Alarm, tracker.State);
        // One that is hidden and was never in alarm counts from there.
        (DateTimeOffset raised, ClockSync sync) = clocks.Resolve(state.Serial == 0 ? state.ChangedAt : state.RaisedAt);
        Suppressed? suppressed = state.Suppressed;
        return new AlarmReport(
            AlarmBody.Serial(state.Serial),
            state.Number,
            state.Letter.ToString(),
            state.Level,
            alarm.Key,
            alarm.Point.Device,
            alarm.Point.Name,
            alarm.Rule.Label,
            alarm.Rule.Stages[state.Stage].Name,
            state.Value,
            state.Limit,
            alarm.Point.Unit.Name(),
            MessageJson.Name(state.Quality),
            raised,
            sync,
            Math.Max(0, (clocks.Resolve(clock.Now).Utc - raised).TotalSeconds),
            state.AckedBy)
        {
            Announced = state.Annunciated,
            Active = state.Active,
            Acked = state.Acked,
            Latched = state.Latched,
            Phase = state.Phase.ToString(),
            Forecast = state.Active ? tracker.Forecast : null,
            FirstOut = state.FirstOut?.ToString().ToLowerInvariant(),
            Chattering = state.Chattering,
            Chatter = state.ChatterCount,
            Retriggers = state.Retriggers,
            EscalatedTo = state.EscalatedTo,
            SuppressedBy = suppressed?.Cause.ToString().ToLowerInvariant(),
            Parent = suppressed is { Cause: SuppressionCause.Parent, Key: { } key } ? new ParentReport(key, AlarmBody.Serial(suppressed.Serial ?? 0)) : null,
            Maintenance = suppressed is { Cause: SuppressionCause.Maintenance } ? windows.FirstOrDefault(w => w.Device == suppressed.Key) : null,
            Shelved = state.Shelved is { } s ? Hiding(s.By, s.Why, s.Until, s.OneShot) : null,
            OutOfService = state.OutOfService is { } o ? Hiding(o.By, o.Why, o.Until, once: false) : null,
        };
    }

    private HidingReport Hiding(string by, string why, Deadline? until, bool once) =>
        new(by, why, until is null ? null : EndOf(until), until?.Left(clock.Now).TotalSeconds, once);

    private DateTimeOffset? EndOf(Deadline until)
    {
        (DateTimeOffset utc, ClockSync sync) = clocks.Resolve(until.Until);
        return sync == ClockSync.Unsynced ? null : TimeZoneInfo.ConvertTime(utc, zone);
    }
}
