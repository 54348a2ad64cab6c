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
    private readonly ChunkWriter _writer = new();
    private TelemetrySegment _current;

    private TelemetrySegments(SegmentShelf shelf, TelemetrySegment current, TelemetryLedger ledger)
    {
        (_shelf, _current, Ledger) = (shelf, current, ledger);
        shelf.Measure();
    }

    public TelemetryLedger Ledger { get; private set; }

    public string? Fault => _current.Fault ?? (_reading is { FaultOfMedium: true } ? _reading.Fault : null);

    public bool FaultOfMedium => _current.FaultOfMedium || _reading is { FaultOfMedium: true };

    /// <summary>The segment that is written, and how far it was acknowledged.</summary>
    public (long First, JournalEnd End) Acknowledged => (_current.First, _current.Acknowledged);

    /// <summary>Its files.</summary>
    public int Segments => _shelf.Count;

    public long Bytes => _current.Bytes + _shelf.ClosedBytes;

    /// <param name="until">In the same process after a fault: <see cref="Acknowledged"/> of the instance before.</param>
    /// <param name="verify">Read the newest segment whole first.</param>
    /// <param name="report">Gets what people must know: a damaged segment was put aside.</param>
    /// <returns>The lane, and whether numbers were lost with its newest segment.</returns>
    public static (TelemetrySegments Segments, bool Lost) Open(
        StoreFolder folder, (long First, JournalEnd End)? until, bool verify, Action<StoreNotice> report)
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
                    return (Continue(shelf, segment, ledger, lost), lost);
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

        return (new TelemetrySegments(shelf, shelf.Open(1), new TelemetryLedger()), lost || shelf.NewestPutAside > 0);
    }

    /// <summary>First commit of a run.</summary>
    /// <param name="next">The number that is given next. Those that are not kept below are missing.</param>
    /// <param name="missing">Why.</param>
    public void Begin(IReadOnlyList<string> consumers, long next, GapCause missing, MonotonicTime now) => Commit(ledger =>
    {
        ledger.SetConsumers(consumers, _shelf.Oldest);
        if (next - 1 <= ledger.Last) return;
        MonotonicTime from = ledger.Last > 0 ? ledger.LastAt : now;
        // What was delivered before it could be kept is nobody's loss.
        foreach ((long first, long last) in ledger.Awaited(ledger.Last + 1, next - 1).ToList())
            ledger.Add(new TelemetryGap(first, last, from, now, last - first + 1, null, missing));
        ledger.GiveUp(ledger.Last + 1, next - 1);
        ledger.Last = next - 1;
    });

    /// <summary>Goes on with the marks of the instance before, which had not been written.</summary>
    public void TakeMarks(TelemetryLedger before)
    {
        foreach ((string name, SettledSet settled) in before.Consumers) Ledger.Consumers[name] = settled;
    }

    /// <summary>Keeps what was gathered.</summary>
    /// <param name="lost">What was gathered before it and could not wait.</param>
    /// <exception cref="OutboxFaultException">Nothing was kept.</exception>
    public void Keep(OpenChunk chunk, IReadOnlyList<TelemetryGap> lost)
    {
        int newNames = _current.Names.Count;
        IReadOnlyList<MessageHead> heads = chunk.Rows.Heads;
        var kept = new ChunkHead(
            chunk.First, chunk.Last, chunk.Epoch, heads[0].At, heads[^1].At, chunk.Rows.Count, _writer.Write(chunk.Rows, _current.Names));
        Commit(
            ledger =>
            {
                foreach (TelemetryGap gap in lost)
                {
                    ledger.Add(gap);
                    ledger.GiveUp(gap.First, gap.Last);
                }

                (ledger.Last, ledger.LastAt) = (kept.Last, kept.To);
            },
            kept,
            newNames);
    }

    /// <summary>Writes what was settled since the newest commit.</summary>
    public void KeepMarks() => Commit(static _ => { });

    /// <summary>A gap was told.</summary>
    public void Forget(TelemetryGap gap) => Commit(ledger => ledger.Gaps.Remove(gap));

    public void Dispose()
    {
        CloseReading();
        _current.Dispose();
    }

    private static TelemetrySegments Continue(SegmentShelf shelf, TelemetrySegment newest, TelemetryLedger ledger, bool lost)
    {
        if (!lost) return new TelemetrySegments(shelf, newest, ledger);
        newest.Dispose();
        return new TelemetrySegments(shelf, shelf.Open(ledger.Last + 1), ledger);
    }

    private void Commit(Action<TelemetryLedger> change, ChunkHead? chunk = null, int? newNames = null)
    {
        TelemetryLedger next = Ledger.Clone();
        change(next);
        _current.Commit(next, chunk, newNames ?? _current.Names.Count);
        Ledger = next;
        Unwritten = 0;
    }
}
