using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <content>Room: a segment that is full is followed by another, and the oldest is dropped whole.</content>
internal sealed partial class TelemetrySegments
{
    /// <summary>A segment is small enough that its pages do not fill the memory, and that little is dropped at a time [our default].</summary>
    private const long LargestSegment = 4 * 1024 * 1024;

    private const long SmallestSegment = 256 * 1024;
    private const int SegmentsInBudget = 16;

    /// <summary>Why no room could be made for more; tried again with the next chunk.</summary>
    public string? RoomFault { get; private set; }

    /// <summary>What was appended is kept by now, so trouble in here must not look as if it were not.</summary>
    /// <param name="room">Bytes that telemetry may take.</param>
    public void MakeRoom(long room)
    {
        try
        {
            RoomFault = null;
            bool full = _current.Bytes >= Math.Clamp(room / SegmentsInBudget, SmallestSegment, LargestSegment);
            if (full && Ledger.Last >= _current.First) BeginSegment();
            while (_shelf.Count > 1 && Bytes > room) DropOldest();
        }
        catch (Exception e) when (e is OutboxFaultException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            RoomFault = e.Message;
        }
    }

    /// <summary>Puts the segment aside that was found damaged; what somebody waited for in it is a gap.</summary>
    /// <returns>What to tell people.</returns>
    /// <exception cref="OutboxFaultException">It is the newest that cannot be read: the lane must be opened anew.</exception>
    public StoreNotice GiveUpDamaged(string reason)
    {
        long damaged = _touched;
        if (_current.Fault is not null || _touched == 0) throw new OutboxFaultException(reason);
        // LiteDB reads it, but not what stands in it: it is older than the next by now.
        if (damaged == _current.First) BeginSegment();
        CloseReading();
        ForgetChunks(damaged);
        long last = _shelf.LastOf(damaged);
        Commit(ledger =>
        {
            foreach ((long from, long to) in ledger.Awaited(damaged, last).ToList())
                ledger.Add(new TelemetryGap(from, to, ledger.LastAt, ledger.LastAt, to - from + 1, null, GapCause.Damage));
            ledger.GiveUp(damaged, last);
        });
        return _shelf.PutAside(damaged, reason);
    }

    private void BeginSegment()
    {
        TelemetrySegment full = _current;
        _current = _shelf.Open(Ledger.Last + 1);
        full.Dispose();
        _shelf.Measure();
        Commit(static _ => { });
    }

    private void DropOldest()
    {
        long oldest = _shelf.Oldest;
        long last = _shelf.LastOf(oldest);
        List<TelemetryGap> gaps = [.. Ledger.Awaited(oldest, last).ToList().Select(range => Lost(range.First, range.Last))];
        Commit(ledger =>
        {
            foreach (TelemetryGap gap in gaps) ledger.Add(gap);
            ledger.Forget(last);
        });
        if (_readingFirst == oldest) CloseReading();
        ForgetChunks(oldest);
        _shelf.Delete(oldest);
    }

    /// <summary>What is lost with a range of numbers that are kept.</summary>
    private TelemetryGap Lost(long first, long last)
    {
        try
        {
            (MonotonicTime from, MonotonicTime to, long readings) = (Ledger.LastAt, Ledger.LastAt, 0);
            for (long seq = first; seq <= last && HeadAtOrAfter(seq) is var (head, _) && head.First <= last; seq = head.Last + 1)
            {
                (MonotonicTime headFrom, MonotonicTime headTo, long part) = Part(head, Math.Max(first, head.First), Math.Min(last, head.Last));
                from = readings == 0 && seq == first ? headFrom : from;
                (to, readings) = (headTo, readings + part);
            }

            return new TelemetryGap(first, last, from, to, last - first + 1, readings, GapCause.Budget);
        }
        catch (InvalidDataException)
        {
            // It cannot be read, and would have been lost anyhow: only how much was in it is not known.
            return new TelemetryGap(first, last, Ledger.LastAt, Ledger.LastAt, last - first + 1, null, GapCause.Damage);
        }
    }

    private (MonotonicTime From, MonotonicTime To, long Readings) Part(ChunkHead head, long first, long last)
    {
        if (first == head.First && last == head.Last) return (head.From, head.To, head.Readings);
        ChunkRows rows = Segment(_touched).Unpack(head).Rows;
        ReadOnlySpan<MessageHead> part = rows.Heads.ToArray().AsSpan((int)(first - head.First), (int)(last - first + 1));
        long readings = 0;
        foreach (MessageHead message in part) readings += message.Rows;
        return (part[0].At, part[^1].At, readings);
    }

    private void ForgetChunks(long segment)
    {
        long last = _shelf.LastOf(segment);
        for (LinkedListNode<KeptChunk>? node = _remembered.First; node is not null;)
        {
            LinkedListNode<KeptChunk>? next = node.Next;
            if (node.Value.First >= segment && node.Value.Last <= last) _remembered.Remove(node);
            node = next;
        }
    }
}
