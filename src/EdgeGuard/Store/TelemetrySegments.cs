using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The telemetry lane over its segments: the newest is written, older ones are read until everybody has them and kept as history until
/// the budget needs their room. One caller at a time.
/// </summary>
internal sealed partial class TelemetrySegments : IDisposable
{
    private readonly SegmentShelf _shelf;
    private readonly long _segmentBytes;
    private TelemetrySegment _current;
    private TelemetrySegment? _reading;

    /// <summary>The older segment that is read, or could not be.</summary>
    private long? _readingFirst;

    private TelemetrySegments(SegmentShelf shelf, long segmentBytes, TelemetrySegment current, LaneLedger ledger)
    {
        (_shelf, _segmentBytes, _current, Ledger) = (shelf, segmentBytes, current, ledger);
        shelf.Measure();
    }

    public LaneLedger Ledger { get; private set; }

    public string? Fault => _current.Fault ?? (_reading is { FaultOfMedium: true } ? _reading.Fault : null);

    public bool FaultOfMedium => _current.FaultOfMedium || _reading is { FaultOfMedium: true };

    /// <summary>Why no room could be made for more; tried again with the next message.</summary>
    public string? RoomFault { get; private set; }

    /// <summary>The segment that is written, and how far it was acknowledged.</summary>
    public (long First, JournalEnd End) Acknowledged => (_current.First, _current.Acknowledged);

    public long Bytes => _current.Bytes + _shelf.ClosedBytes;

    /// <param name="until">In the same process after a fault: <see cref="Acknowledged"/> of the instance before.</param>
    /// <param name="verify">Read the newest segment whole first.</param>
    /// <param name="report">Gets what people must know: a damaged segment was put aside.</param>
    /// <returns>The lane, and whether numbers were lost with its newest segment.</returns>
    public static (TelemetrySegments Segments, bool Lost) Open(
        StoreFolder folder, long segmentBytes, (long First, JournalEnd End)? until, bool verify, Action<Words> report)
    {
        var shelf = new SegmentShelf(folder);
        bool lost = false;
        while (shelf.Count > 0)
        {
            long first = shelf.Newest;
            TelemetrySegment? segment = null;
            try
            {
                segment = shelf.Open(first, until is { } known && known.First == first ? known.End : null);
                if (verify) segment.Verify();
                if (segment.Ledger is { } ledger)
                {
                    // A run may have ended between putting the newest aside and beginning another.
                    lost |= first < shelf.NewestPutAside;
                    return (Continue(shelf, segmentBytes, segment, ledger, lost), lost);
                }

                // Begun and never written: it holds nothing, and must not stand between two that do.
                segment.Dispose();
                shelf.Delete(first);
            }
            catch (InvalidDataException e)
            {
                segment?.Dispose();
                report(shelf.PutAside(first, e.Message));
                lost = true;
            }
        }

        return (new TelemetrySegments(shelf, segmentBytes, shelf.Open(1), new LaneLedger()), lost || shelf.NewestPutAside > 0);
    }

    /// <summary>First commit of a run.</summary>
    public void Begin(Action<LaneLedger> set, IReadOnlyList<string> consumers)
    {
        LaneLedger next = Ledger.Clone();
        set(next);
        next.SetConsumers(consumers, _shelf.Oldest);
        Commit(next, []);
    }

    public IReadOnlyList<OutboxMessage> Append(string epoch, IReadOnlyList<MessageDraft> drafts, long budget)
    {
        LaneLedger next = Ledger.Clone();
        var messages = new List<(long Position, OutboxMessage Message)>(drafts.Count);
        foreach (MessageDraft draft in drafts)
        {
            (long position, long seq) = next.Next(draft.Stream);
            messages.Add((position, new OutboxMessage(epoch, seq, draft)));
        }

        Commit(next, messages);
        MakeRoom(budget);
        return [.. messages.Select(static m => m.Message)];
    }

    /// <exception cref="InvalidDataException">An older segment is damaged: <see cref="GiveUpDamaged"/>, and ask again. So of the next two.</exception>
    public IReadOnlyList<OutboxMessage> Peek(string consumer, int max)
    {
        SettledSet settled = Ledger.Consumers[consumer];
        var found = new List<OutboxMessage>();
        foreach (long first in _shelf.From(settled.NextOpen(settled.Low)))
        {
            if (found.Count >= max) break;
            found.AddRange(Segment(first).Peek(settled, max - found.Count));
        }

        return found;
    }

    /// <returns>The messages that were rejected.</returns>
    public List<DeadLetter> Rejected(string consumer, IReadOnlyList<Settlement> settlements) =>
    [
        .. settlements.Where(static s => s.Rejection is not null).SelectMany(settlement =>
            Unsettled(consumer, settlement).Select(at => Segment(at.First).Find(at.Position) is { } message
                ? new DeadLetter(consumer, settlement.Rejection!, message) : null)).OfType<DeadLetter>(),
    ];

    /// <returns>How many were settled by this.</returns>
    public long Settle(string consumer, IReadOnlyList<Settlement> settlements)
    {
        LaneLedger next = Ledger.Clone();
        SettledSet settled = next.Consumers[consumer];
        long before = settled.Count;
        foreach (Settlement settlement in settlements)
        {
            foreach ((_, long position) in Unsettled(consumer, settlement)) settled.Add(position, position);
        }

        if (settled.Count != before) Commit(next, []);
        return settled.Count - before;
    }

    /// <summary>Puts the older segment aside that was found damaged; its messages count as dropped.</summary>
    /// <exception cref="OutboxFaultException">It is the newest that is damaged: the lane must be opened anew.</exception>
    public Words GiveUpDamaged(string reason)
    {
        if (_current.Fault is not null || _readingFirst is not { } damaged) throw new OutboxFaultException(reason);
        CloseReading();
        LaneLedger next = Ledger.Clone();
        next.Drop(damaged, _shelf.LastOf(damaged));
        Commit(next, []);
        return _shelf.PutAside(damaged, reason);
    }

    public void Dispose()
    {
        CloseReading();
        _current.Dispose();
    }

    private static TelemetrySegments Continue(
        SegmentShelf shelf, long segmentBytes, TelemetrySegment newest, LaneLedger ledger, bool lost)
    {
        if (!lost) return new TelemetrySegments(shelf, segmentBytes, newest, ledger);
        newest.Dispose();
        return new TelemetrySegments(shelf, segmentBytes, shelf.Open(ledger.Last + 1), ledger);
    }

    private void Commit(LaneLedger next, IReadOnlyList<(long Position, OutboxMessage Message)> messages)
    {
        _current.Commit(next, messages);
        Ledger = next;
    }

    /// <summary>Positions named by a settlement that the consumer has not settled yet, with their segments.</summary>
    private IEnumerable<(long First, long Position)> Unsettled(string consumer, Settlement settlement)
    {
        SettledSet settled = Ledger.Consumers[consumer];
        long newest = Math.Min(settlement.Range.Last, Ledger.Streams.GetValueOrDefault(settlement.Stream));
        long left = newest - Math.Max(settlement.Range.First, 1) + 1;
        foreach (long first in _shelf.From(settled.NextOpen(settled.Low)))
        {
            if (left <= 0) yield break;
            foreach (long position in Segment(first).Positions(settlement.Stream, settlement.Range with { Last = newest }))
            {
                left--;
                if (!settled.Contains(position)) yield return (first, position);
            }
        }
    }

    private TelemetrySegment Segment(long first)
    {
        if (first == _current.First) return _current;
        if (_readingFirst == first && _reading is { Fault: null }) return _reading;
        CloseReading();
        _readingFirst = first;
        return _reading = _shelf.Open(first);
    }

    private void CloseReading()
    {
        _reading?.Dispose();
        (_reading, _readingFirst) = (null, null);
    }

    /// <summary>What was appended is kept by now, so trouble in here must not look as if it were not.</summary>
    private void MakeRoom(long budget)
    {
        try
        {
            RoomFault = null;
            if (_current.Bytes >= _segmentBytes && Ledger.Last >= _current.First) BeginSegment();
            while (_shelf.Count > 1 && Bytes > budget) DropOldest();
        }
        catch (Exception e) when (e is OutboxFaultException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            RoomFault = e.Message;
        }
    }

    private void BeginSegment()
    {
        TelemetrySegment full = _current;
        _current = _shelf.Open(Ledger.Last + 1);
        full.Dispose();
        _shelf.Measure();
        _current.Commit(Ledger.Clone(), []);
    }

    private void DropOldest()
    {
        long oldest = _shelf.Oldest;
        LaneLedger next = Ledger.Clone();
        next.Drop(1, _shelf.LastOf(oldest));
        Commit(next, []);
        if (_readingFirst == oldest) CloseReading();
        _shelf.Delete(oldest);
    }
}
