using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>Moments of an active alarm on this run's clock; what it tells of itself keeps the moments as they were.</summary>
internal sealed class StandingTimes(MonotonicTime at)
{
    /// <summary>It became active.</summary>
    public MonotonicTime Since { get; init; } = at;

    /// <summary>It last asked for an acknowledgement.</summary>
    public MonotonicTime AskedAt { get; set; } = at;

    /// <summary>It was last told to people.</summary>
    public MonotonicTime ToldAt { get; set; } = at;

    public void Save(AlarmTimers timers)
    {
        timers.StandsSince = Since.SinceBoot.Ticks;
        timers.AskedAt = AskedAt.SinceBoot.Ticks;
        timers.ToldAt = ToldAt.SinceBoot.Ticks;
    }

    /// <param name="timers">Of this very occurrence; null: the snapshot knows nothing of it, and it counts from now.</param>
    public static StandingTimes Restore(AlarmTimers? timers, RunShift shift)
    {
        return new StandingTimes(At(timers?.StandsSince)) { AskedAt = At(timers?.AskedAt), ToldAt = At(timers?.ToldAt) };

        MonotonicTime At(long? ticks) => shift.Move(ticks) ?? shift.At;
    }
}
