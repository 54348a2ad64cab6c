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

    /// <summary>Wall time of a moment, and how far to trust it. A run that nothing is known of is told as the Unix epoch, unsynced.</summary>
    public (DateTimeOffset Utc, ClockSync Sync) Resolve(MonotonicTime time) =>
        _clocks.TryGetValue(time.Boot, out BootClock? clock)
            ? (clock.UtcAtStart + time.SinceBoot, clock.Sync)
            : (DateTimeOffset.UnixEpoch + time.SinceBoot, ClockSync.Unsynced);
}
