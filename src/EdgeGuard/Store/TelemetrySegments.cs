using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The telemetry lane over its segments: the newest is written, older ones are read until everybody has them and kept as history until
/// the budget needs their room. One caller at a time.
/// </summary>
internal sealed class TelemetrySegments : IDisposable
{
    private readonly StoreFolder _folder;
    private readonly long _segmentBytes;
    private readonly List<long> _firsts;
    private readonly Dictionary<long, long> _closedBytes = [];
    private TelemetrySegment _current;
    private TelemetrySegment? _reading;
    private long _damaged;

    private TelemetrySegments(StoreFolder folder, long segmentBytes, List<long> firsts, TelemetrySegment current, LaneLedger ledger)
    {
        (_folder, _segmentBytes, _firsts, _current, Ledger) = (folder, segmentBytes, firsts, current, ledger);
    }

    public LaneLedger Ledger { get; private set; }

    public string? Fault => _current.Fault ?? _reading?.Fault;

    /// <summary>Why no room could be made for more; tried again with the next message.</summary>
    public string? RoomFault { get; private set; }

    public JournalEnd Acknowledged => _current.Acknowledged;

    /// <summary>First position of the segment that is written.</summary>
    public long CurrentFirst => _current.First;

    public long Bytes => _current.Bytes + _firsts.Where(first => first != _current.First).Sum(BytesOfClosed);

    /// <param name="until">In the same process after a fault: what was acknowledged of the segment written then.</param>
    /// <param name="report">Gets what people must know: a damaged segment was put aside.</param>
    /// <returns>The lane, and whether numbers were lost with its newest segment.</returns>
    public static (TelemetrySegments Segments, bool Lost) Open(
        StoreFolder folder, long segmentBytes, (long First, JournalEnd End)? until, Action<string> report)
    {
        List<long> firsts = TelemetrySegment.FirstsIn(folder);
        bool lost = false;
        LaneLedger? ledger = null;
        TelemetrySegment? current = null;
        while (ledger is null && firsts.Count > 0)
        {
            long first = firsts[^1];
            try
            {
                TelemetrySegment segment = TelemetrySegment.Open(folder, first, until is { } known && known.First == first ? known.End : null);
                ledger = segment.Ledger;
                if (ledger is not null && !lost) current = segment;
                else segment.Dispose();
                if (ledger is not null) continue;
                // Begun and never written: it holds nothing, and must not stand between two that do.
                Delete(folder, first);
                firsts.RemoveAt(firsts.Count - 1);
            }
            catch (InvalidDataException e)
            {
                report(Quarantine.PutAside(folder, TelemetrySegment.NameOf(first), e.Message));
                firsts.RemoveAt(firsts.Count - 1);
                lost = true;
            }
        }

        ledger ??= new LaneLedger();
        if (current is null)
        {
            current = TelemetrySegment.Open(folder, ledger.Last + 1, null);
            if (!firsts.Contains(current.First)) firsts.Add(current.First);
        }

        return (new TelemetrySegments(folder, segmentBytes, firsts, current, ledger), lost);
    }

    /// <summary>First commit of a run.</summary>
    public void Begin(Action<LaneLedger> set, IReadOnlyList<string> consumers)
    {
        LaneLedger next = Ledger.Clone();
        set(next);
        next.SetConsumers(consumers, _firsts[0]);
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

    public IReadOnlyList<OutboxMessage> Peek(string consumer, int max)
    {
        SettledSet settled = Ledger.Consumers[consumer];
        long next = settled.NextOpen(settled.Low);
        var found = new List<OutboxMessage>();
        foreach (long first in From(next))
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
            Open(consumer, settlement).Select(at => Segment(at.First).Find(at.Position) is { } message
                ? new DeadLetter(consumer, settlement.Rejection!, message) : null)).OfType<DeadLetter>(),
    ];

    public void Settle(string consumer, IReadOnlyList<Settlement> settlements)
    {
        LaneLedger next = Ledger.Clone();
        SettledSet settled = next.Consumers[consumer];
        long before = settled.Count;
        foreach (Settlement settlement in settlements)
        {
            foreach ((_, long position) in Open(consumer, settlement)) settled.Add(position, position);
        }

        if (settled.Count != before) Commit(next, []);
    }

    /// <summary>Puts the segment aside that was found damaged while being read.</summary>
    public void GiveUpDamaged(string reason, Action<string> report)
    {
        int at = _firsts.IndexOf(_damaged);
        if (at < 0 || at + 1 >= _firsts.Count) throw new OutboxFaultException(reason);
        LaneLedger next = Ledger.Clone();
        next.Drop(_firsts[at], _firsts[at + 1] - 1);
        Commit(next, []);
        report(Quarantine.PutAside(_folder, TelemetrySegment.NameOf(_damaged), reason));
        _closedBytes.Remove(_damaged);
        _firsts.RemoveAt(at);
    }

    public void Dispose()
    {
        _reading?.Dispose();
        _current.Dispose();
    }

    private void Commit(LaneLedger next, IReadOnlyList<(long Position, OutboxMessage Message)> messages)
    {
        _current.Commit(next, messages);
        Ledger = next;
    }

    /// <summary>Positions named by a settlement that the consumer has not settled yet, with their segments.</summary>
    private IEnumerable<(long First, long Position)> Open(string consumer, Settlement settlement)
    {
        SettledSet settled = Ledger.Consumers[consumer];
        long newest = Math.Min(settlement.Range.Last, Ledger.Streams.GetValueOrDefault(settlement.Stream));
        long left = newest - Math.Max(settlement.Range.First, 1) + 1;
        foreach (long first in From(settled.NextOpen(settled.Low)))
        {
            if (left <= 0) yield break;
            foreach (long position in Segment(first).Positions(settlement.Stream, settlement.Range with { Last = newest }))
            {
                left--;
                if (!settled.Contains(position)) yield return (first, position);
            }
        }
    }

    /// <summary>Segments from the one that holds a position on.</summary>
    private List<long> From(long position) =>
        [.. _firsts.Where((_, i) => i + 1 == _firsts.Count || _firsts[i + 1] > position)];

    private TelemetrySegment Segment(long first)
    {
        if (first == _current.First) return _current;
        if (_reading?.First == first) return _reading;
        _reading?.Dispose();
        (_reading, _damaged) = (null, first);
        return _reading = TelemetrySegment.Open(_folder, first, null);
    }

    private long BytesOfClosed(long first)
    {
        if (_closedBytes.TryGetValue(first, out long bytes)) return bytes;
        using BlockFile data = _folder.Open(TelemetrySegment.NameOf(first) + ".db");
        return _closedBytes[first] = data.Length + JournalFile.FirstRecord;
    }

    /// <summary>What was appended is kept by now, so trouble in here must not look as if it were not.</summary>
    private void MakeRoom(long budget)
    {
        try
        {
            RoomFault = null;
            if (_current.Bytes >= _segmentBytes && Ledger.Last >= _current.First) BeginSegment();
            while (_firsts.Count > 1 && Bytes > budget) DropOldest();
        }
        catch (Exception e) when (e is OutboxFaultException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            RoomFault = e.Message;
        }
    }

    private void BeginSegment()
    {
        TelemetrySegment next = TelemetrySegment.Open(_folder, Ledger.Last + 1, null);
        _firsts.Add(next.First);
        TelemetrySegment full = _current;
        _current = next;
        full.Dispose();
        next.Commit(Ledger.Clone(), []);
    }

    private void DropOldest()
    {
        LaneLedger next = Ledger.Clone();
        next.Drop(1, _firsts[1] - 1);
        Commit(next, []);
        if (_reading?.First == _firsts[0])
        {
            _reading.Dispose();
            _reading = null;
        }

        Delete(_folder, _firsts[0]);
        _closedBytes.Remove(_firsts[0]);
        _firsts.RemoveAt(0);
    }

    private static void Delete(StoreFolder folder, long first)
    {
        folder.Delete(TelemetrySegment.NameOf(first) + ".log");
        folder.Delete(TelemetrySegment.NameOf(first) + ".db");
    }
}
