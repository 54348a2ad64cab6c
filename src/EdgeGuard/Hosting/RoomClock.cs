using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Turns moments of any run into the time that people of the room read on their clocks.</summary>
internal sealed record RoomClock(ClockMap Clocks, TimeZoneInfo Zone)
{
    public DateTimeOffset Local(MonotonicTime at) => TimeZoneInfo.ConvertTime(Clocks.Resolve(at).Utc, Zone);

    public ClockSync Sync(MonotonicTime at) => Clocks.Resolve(at).Sync;

    /// <summary>The moment that a person's words name.</summary>
    /// <returns>Null: before everything that is known.</returns>
    /// <remarks>
    /// While the clock of this run was never set it says nothing of earlier runs: so long ago, as "two hours" is, reaches back to the
    /// start of the run at the most.
    /// </remarks>
    public MonotonicTime? Find(RoomMoment named, MonotonicTime now)
    {
        (DateTimeOffset utc, ClockSync sync) = Clocks.Resolve(now);
        TimeSpan ago = utc - named.At;
        bool set = sync != ClockSync.Unsynced;
        bool inThisRun = ago <= now.SinceBoot && (ago >= TimeSpan.Zero || named.Relative || set);
        if (inThisRun && (ago <= TimeSpan.Zero || !set))
            return now with { SinceBoot = now.SinceBoot - ago };
        return !set && named.Relative ? now with { SinceBoot = TimeSpan.Zero } : Clocks.Find(named.At);
    }
}
