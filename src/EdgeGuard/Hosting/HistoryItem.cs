using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>A reading of the past, and what is missing before it.</summary>
/// <param name="GapFrom">Null: nothing is missing; the value before it held until it came.</param>
internal readonly record struct HistoryItem(StoredReading Reading, MonotonicTime? GapFrom)
{
    /// <summary>Finds the gaps between readings.</summary>
    /// <param name="longest">A point is told again by then although it did not change.</param>
    public static IEnumerable<HistoryItem> Of(IEnumerable<StoredReading> readings, TimeSpan longest)
    {
        MonotonicTime? before = null;
        foreach (StoredReading reading in readings)
        {
            bool whole = before is not { } last || reading.At.Since(last) <= longest;
            yield return new HistoryItem(reading, whole ? null : before);
            before = reading.At;
        }
    }
}
