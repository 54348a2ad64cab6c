using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <content>What was kept, whether or not it was delivered.</content>
internal sealed partial class TelemetrySegments
{
    public int Segments => _shelf.Count;

    /// <summary>
    /// Position of the first message made at or after a moment; one above the last when there is none. Messages are in the order of
    /// their making, so a few looks find it.
    /// </summary>
    /// <exception cref="InvalidDataException">An older segment is damaged, as in <see cref="Peek"/>. So of <see cref="From"/>.</exception>
    public long PositionAt(MonotonicTime moment)
    {
        long segment = SegmentAt(moment);
        long last = segment == _current.First ? Ledger.Last : _shelf.LastOf(segment);
        return FirstNot(segment, last + 1, position => IsBefore(Segment(segment).TimeFrom(position), moment));
    }

    /// <summary>Messages at and above a position, oldest first; of one segment at a time, none only at the end.</summary>
    public List<(long Position, OutboxMessage Message)> From(long position, int max)
    {
        foreach (long first in _shelf.From(position))
        {
            if (Segment(first).From(position, max) is { Count: > 0 } found) return found;
        }

        return [];
    }

    /// <summary>The last segment that begins before a moment, or the first of all.</summary>
    private long SegmentAt(MonotonicTime moment)
    {
        List<long> segments = _shelf.From(0);
        long beyond = FirstNot(0, segments.Count, i => IsBefore(Segment(segments[(int)i]).TimeFrom(0), moment));
        return segments[(int)Math.Max(beyond - 1, 0)];
    }

    private static bool IsBefore(MonotonicTime? made, MonotonicTime moment) => made is { } at && at < moment;

    /// <summary>The first number from which on the condition does not hold, where it holds for all below.</summary>
    private static long FirstNot(long low, long beyond, Func<long, bool> holds)
    {
        while (low < beyond)
        {
            long middle = low + ((beyond - low) / 2);
            if (holds(middle)) low = middle + 1;
            else beyond = middle;
        }

        return low;
    }
}
