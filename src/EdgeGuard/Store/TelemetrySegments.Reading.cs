using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <content>What is kept, delivered or not. Chunks that were taken apart are remembered, for who drains a lane asks often for the same.</content>
internal sealed partial class TelemetrySegments
{
    /// <summary>Readings in the chunks that are remembered [our default]; about 2 MB.</summary>
    private const int MostRemembered = OpenChunk.Full;

    private readonly LinkedList<KeptChunk> _remembered = new();
    private TelemetrySegment? _reading;
    private long? _readingFirst;

    /// <summary>The segment that was read last, or could not be.</summary>
    private long _touched;

    /// <summary>The oldest messages that a consumer waits for, as places in chunks that are kept.</summary>
    /// <exception cref="InvalidDataException">A segment is damaged: <see cref="GiveUpDamaged"/>, and ask again. So of everything in here.</exception>
    public List<(KeptChunk Chunk, long Seq)> Peek(string consumer, int max)
    {
        SettledSet settled = Ledger.Consumers[consumer];
        var found = new List<(KeptChunk Chunk, long Seq)>();
        long seq = settled.NextOpen(settled.Low);
        while (found.Count < max && seq <= Ledger.Last && AtOrAfter(seq) is { } chunk)
        {
            seq = Math.Max(seq, chunk.First);
            if (Ledger.Consumers.Count == 1) chunk.ForgetBelow(seq);
            for (; seq <= chunk.Last && found.Count < max; seq++)
            {
                if (!settled.Contains(seq)) found.Add((chunk, seq));
            }

            seq = settled.NextOpen(chunk.Last);
        }

        return found;
    }

    /// <summary>The chunk that holds a number, or the first one after it.</summary>
    public KeptChunk? AtOrAfter(long seq)
    {
        for (LinkedListNode<KeptChunk>? node = _remembered.First; node is not null; node = node.Next)
        {
            if (node.Value.First > seq || node.Value.Last < seq) continue;
            _remembered.Remove(node);
            _remembered.AddFirst(node);
            return node.Value;
        }

        foreach (long first in _shelf.From(seq))
        {
            TelemetrySegment segment = Segment(first);
            if (segment.AtOrAfter(seq) is not { } head) continue;
            return _remembered.FirstOrDefault(chunk => chunk.First == head.First) ?? Remember(segment.Unpack(head));
        }

        return null;
    }

    /// <summary>Chunks from a number on as they are kept, with the names in them; for who reads much, and takes them apart without hurry.</summary>
    public (ChunkHead Head, PointNames Names)? HeadAtOrAfter(long seq)
    {
        foreach (long first in _shelf.From(seq))
        {
            TelemetrySegment segment = Segment(first);
            if (segment.AtOrAfter(seq) is { } head) return (head, segment.Names);
        }

        return null;
    }

    /// <summary>
    /// Number from which on no message is missed that was made at or after a moment. Messages are in the order of their making, so a few
    /// looks find it.
    /// </summary>
    public long SeqAt(MonotonicTime moment)
    {
        List<long> segments = _shelf.From(0);
        long beyond = FirstNot(0, segments.Count, i => Segment(segments[(int)i]).AtOrAfter(0) is { } head && head.From < moment);
        long segment = segments[(int)Math.Max(beyond - 1, 0)];
        long last = segment == _current.First ? Ledger.Last : _shelf.LastOf(segment);
        return FirstNot(segment, last + 1, seq => Segment(segment).AtOrAfter(seq) is { } head && head.To < moment);
    }

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

    private KeptChunk Remember(KeptChunk chunk)
    {
        _remembered.AddFirst(chunk);
        long readings = _remembered.Sum(static c => (long)c.Rows.Count + (c.Rows.RawBytes / 16));
        // Two at least: whoever drains stands with one foot in the next.
        while (readings > MostRemembered && _remembered.Count > 2)
        {
            readings -= _remembered.Last!.Value.Rows.Count + (_remembered.Last.Value.Rows.RawBytes / 16);
            _remembered.RemoveLast();
        }

        return chunk;
    }

    private TelemetrySegment Segment(long first)
    {
        _touched = first;
        if (first == _current.First) return _current;
        if (_readingFirst == first && _reading is { Fault: null }) return _reading;
        CloseReading();
        _reading = _shelf.Open(first);
        _readingFirst = first;
        return _reading;
    }

    private void CloseReading()
    {
        _reading?.Dispose();
        (_reading, _readingFirst) = (null, null);
    }
}
