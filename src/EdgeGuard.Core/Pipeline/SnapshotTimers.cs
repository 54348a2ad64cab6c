using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>A tracker's timers to and from their stored form.</summary>
internal static class SnapshotTimers
{
    public static AlarmTimers Of(AlarmTracker tracker) => new(
        tracker.Alarm.Key,
        [.. tracker.Timers.Select(t => new StageTimer(
            t.Raise.Held, t.Raise.Readings, t.Clear.Held, t.Clear.Readings, t.Raise.Onset.Boot, t.Raise.Onset.SinceBoot))]);

    public static IReadOnlyList<StageTimers> Restore(AlarmTimers saved) =>
    [
        .. saved.Stages.Select(s => new StageTimers
        {
            Raise = new ConditionTimer(s.Raise, s.RaiseReadings, new MonotonicTime(s.OnsetBoot, s.Onset)),
            Clear = new ConditionTimer(s.Clear, s.ClearReadings, default),
        }),
    ];
}
