using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Turns the readings of a span into rows while they are read: one each, or one for every so long, aligned to the clock on the wall.
/// Nothing is kept but the row at hand.
/// </summary>
/// <param name="longest">A point is told again by then although it did not change; beyond, nothing is known of it.</param>
/// <param name="every">Null: a row a reading.</param>
internal sealed class HistoryRows(RoomClock clock, HistorySpan span, TimeSpan longest, TimeSpan? every)
{
    private readonly HistoryTally _all = new();
    private HistoryTally _row = new();
    private StoredReading? _held;
    private long _gaps;

    public HistorySummary Summary => new(_all.Count, _all.Bad, _gaps, _all.Min, _all.Mean, _all.Max);

    /// <param name="readings">From so long before the span that the point was told once, if it was there.</param>
    public IEnumerable<HistoryRow> Of(IEnumerable<StoredReading> readings)
    {
        foreach (HistoryItem item in HistoryItem.Of(Within(readings), longest))
        {
            foreach (HistoryRow row in Before(item))
                yield return row;
            bool inForce = item.Reading.At < span.From;
            _held = inForce ? item.Reading with { At = span.From } : item.Reading;
            if (!inForce)
                Take(item.Reading);
            if (every is null)
                yield return Row(item.Reading) with { Held = inForce };
        }

        foreach (HistoryRow row in AtEnd())
            yield return row;
    }

    /// <summary>What was told last before the span and is in force when it begins, and all of the span.</summary>
    private IEnumerable<StoredReading> Within(IEnumerable<StoredReading> readings)
    {
        StoredReading? before = null;
        foreach (StoredReading reading in readings)
        {
            if (reading.At < span.From)
            {
                before = reading;
                continue;
            }

            if (reading.At >= span.Beyond || (reading.At.Boot == span.To.Boot && reading.At >= span.To))
                break;
            if (before is { } told && span.From.Since(told.At) <= longest)
                yield return told;
            before = null;
            yield return reading;
        }

        if (before is { } only && span.From.Since(only.At) <= longest)
            yield return only;
    }

    private IEnumerable<HistoryRow> Before(HistoryItem item)
    {
        if (item.GapFrom is not { } from)
            return HoldUntil(item.Reading.At);
        _held = null;
        return [.. Rest(from), Gap(from, item.Reading.At)];
    }

    /// <summary>The last value is in force for as long as it would not have been told again.</summary>
    private IEnumerable<HistoryRow> AtEnd()
    {
        if (_held is not { } last)
            yield break;
        bool known = span.To.Since(last.At) is { } open && open <= longest;
        foreach (HistoryRow row in HoldUntil(known ? span.To : last.At))
            yield return row;
        foreach (HistoryRow row in Rest(_held!.Value.At))
            yield return row;
        if (!known && span.To > last.At)
            yield return Gap(last.At, span.To);
    }

    /// <summary>The value at hand holds until then; each row that is full by then is given out.</summary>
    private IEnumerable<HistoryRow> HoldUntil(MonotonicTime until)
    {
        while (_held is { } held && held.At < until)
        {
            MonotonicTime end = every is { } length ? BeginOf(held.At, length) + length : until;
            MonotonicTime next = end < until ? end : until;
            TimeSpan time = next.SinceBoot - held.At.SinceBoot;
            _all.Hold(held, time);
            _row.Hold(held, time);
            _held = held with { At = next };
            if (every is not null && next == end)
                yield return Full(BeginOf(held.At, every.Value));
        }
    }

    private void Take(in StoredReading reading)
    {
        _all.Take(reading);
        _row.Take(reading);
    }

    private IEnumerable<HistoryRow> Rest(MonotonicTime at) => every is null || _row.IsEmpty ? [] : [Full(BeginOf(at, every.Value))];

    private HistoryRow Full(MonotonicTime begin)
    {
        HistoryTally row = _row;
        _row = new HistoryTally();
        return Row(begin) with
        {
            Value = row.Mean,
            Min = row.Min,
            Max = row.Max,
            Count = row.Count,
            Quality = MessageJson.Name(row.Quality),
        };
    }

    private HistoryRow Row(in StoredReading reading) => Row(reading.At) with
    {
        Value = reading.Quality == Quality.Bad ? null : reading.Value,
        Quality = MessageJson.Name(reading.Quality),
        Reason = reading.Quality == Quality.Good ? null : MessageJson.Name(reading.Reason),
    };

    private HistoryRow Gap(MonotonicTime from, MonotonicTime until)
    {
        _gaps++;
        return Row(from) with
        {
            Gap = from.Boot == until.Boot ? "silence" : "restart",
            Until = clock.Local(until),
            UntilClock = clock.Sync(until),
        };
    }

    private HistoryRow Row(MonotonicTime at) => new(clock.Local(at), clock.Sync(at), at.Boot);

    /// <summary>Begin of the row that a moment belongs to.</summary>
    private MonotonicTime BeginOf(MonotonicTime at, TimeSpan length) => at + -TimeSpan.FromTicks(clock.Local(at).Ticks % length.Ticks);
}
