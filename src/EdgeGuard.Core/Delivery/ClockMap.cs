using System.Collections.Concurrent;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>
/// Derives wall time from monotonic moments, for this run and earlier ones. Because it is asked at the moment of sending,
/// everything recorded before the first synchronisation is re-stamped by the one call to <see cref="Set"/>. Safe for
/// several threads.
/// </summary>
public sealed class ClockMap
{
    private readonly ConcurrentDictionary<uint, BootClock> _clocks = new();

    public void Set(BootClock clock) => _clocks[clock.Boot] = clock;

    /// <summary>What is known of a run; null: nothing.</summary>
    public BootClock? Of(uint boot) => _clocks.GetValueOrDefault(boot);

    /// <summary>The moment of a wall time, in the newest run with a set clock that had begun by then; null when none is known.</summary>
    public MonotonicTime? Find(DateTimeOffset utc) => _clocks.Values
        .Where(clock => clock.Sync != ClockSync.Unsynced && clock.UtcAtStart <= utc)
        .OrderBy(static clock => clock.Boot)
        .Select(clock => (MonotonicTime?)new MonotonicTime(clock.Boot, utc - clock.UtcAtStart))
        .LastOrDefault();

    /// <summary>The first run after another whose clock was set; null when there is none.</summary>
    public uint? NextSet(uint boot) => _clocks.Values
        .Where(clock => clock.Sync != ClockSync.Unsynced && clock.Boot > boot)
        .OrderBy(static clock => clock.Boot)
        .Select(static clock => (uint?)clock.Boot)
        .FirstOrDefault();

    /// <summary>Wall time of a moment, and how far to trust it. A run that nothing is known of is told as the Unix epoch, unsynced.</summary>
    public (DateTimeOffset Utc, ClockSync Sync) Resolve(MonotonicTime time) =>
        _clocks.TryGetValue(time.Boot, out BootClock? clock)
            ? (clock.UtcAtStart + time.SinceBoot, clock.Sync)
            : (DateTimeOffset.UnixEpoch + time.SinceBoot, ClockSync.Unsynced);
}
