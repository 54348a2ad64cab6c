using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// A span of time over runs whose clocks may never have been set: of those nobody knows when they were, so they belong to it where
/// they may lie between its ends.
/// </summary>
/// <param name="From">Its begin.</param>
/// <param name="To">Its end, exclusive, in the run that was going on then.</param>
/// <param name="Beyond">Where what may belong to it ends: later than <paramref name="To"/> where runs without a set clock follow.</param>
internal sealed record HistorySpan(MonotonicTime From, MonotonicTime To, MonotonicTime Beyond)
{
    /// <param name="from">Null: as far back as anything is kept.</param>
    /// <param name="to">Null: until now.</param>
    /// <returns>Null: it ends before it begins.</returns>
    public static HistorySpan? Of(RoomMoment? from, RoomMoment? to, MonotonicTime now, RoomClock clock)
    {
        if (from?.At >= to?.At)
            return null;
        MonotonicTime begin = (from is { } first ? clock.Find(first, now) : null) ?? default;
        MonotonicTime end = (to is { } last ? clock.Find(last, now) : now) ?? default;
        MonotonicTime beyond = clock.Clocks.NextSet(end.Boot) is { } next ? new MonotonicTime(next, TimeSpan.Zero) : now;
        return new HistorySpan(begin, end, beyond > end ? beyond : end);
    }
}
