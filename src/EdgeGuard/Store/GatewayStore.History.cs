using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <content>Telemetry of the past, as long as the budget has room for it.</content>
internal sealed partial class GatewayStore
{
    /// <summary>
    /// Every kept telemetry message that can hold a reading of a span of time, which may reach over several runs; oldest first. Readings
    /// are older than their message: the first one made at or after <paramref name="to"/> is the last.
    /// </summary>
    /// <remarks>Lazy: reads as it goes, in turns with whoever else uses the store, and passes over what the budget drops meanwhile.</remarks>
    /// <exception cref="OutboxFaultException">While it is read: the medium fails.</exception>
    public IEnumerable<OutboxMessage> History(MonotonicTime from, MonotonicTime to)
    {
        foreach (KeptChunk chunk in Chunks(from, null))
        {
            for (long seq = chunk.First; seq <= chunk.Last; seq++)
            {
                MonotonicTime at = chunk.TimeOf(seq);
                if (at < from) continue;
                if (at.Boot > to.Boot) yield break;
                yield return chunk.Message(seq);
                if (at >= to) yield break;
            }
        }
    }

    /// <summary>What the run of a snapshot stored after the snapshot's moment.</summary>
    public IEnumerable<OutboxMessage> TelemetrySince(MonotonicTime snapshot) => History(snapshot, snapshot with { SinceBoot = TimeSpan.MaxValue });

    /// <summary>
    /// The readings of one point from a moment on and before another, which may be in another run; oldest first. Lazy, like
    /// <see cref="History"/>.
    /// </summary>
    /// <exception cref="OutboxFaultException">While it is read: the medium fails.</exception>
    public IEnumerable<StoredReading> Readings(string point, MonotonicTime from, MonotonicTime to)
    {
        byte[] name = Encoding.UTF8.GetBytes(point);
        foreach (KeptChunk chunk in Chunks(from, name))
        {
            foreach (StoredReading reading in chunk.Readings(name))
            {
                if (reading.At >= from && reading.At < to) yield return reading;
            }

            if (chunk.TimeOf(chunk.Last) >= to) yield break;
        }
    }

    /// <summary>All chunks that can hold a reading made at or after a moment, and what is gathered only.</summary>
    /// <param name="only">The one point whose values are wanted.</param>
    private IEnumerable<KeptChunk> Chunks(MonotonicTime from, byte[]? only)
    {
        long seq = OfHistory(segments => segments.SeqAt(from));
        while (Kept(seq, only, out KeptChunk? open) is { } chunk)
        {
            yield return chunk;
            seq = chunk.Last + 1;
            if (chunk == open) yield break;
        }
    }

    /// <param name="open">What is gathered only; null while more is kept.</param>
    private KeptChunk? Kept(long seq, byte[]? only, out KeptChunk? open)
    {
        (ChunkHead? head, PointNames? names, open) = OfHistory(segments => segments.HeadAtOrAfter(seq) is var (kept, known)
            ? (kept, known, null)
            : ((ChunkHead?)null, (PointNames?)null, !_open.IsEmpty && _open.Last >= seq ? _open.Copy() : null));
        if (head is null) return open;
        try
        {
            return KeptChunk.Of(head, names!, only);
        }
        catch (InvalidDataException)
        {
            // Reading it in the store's turn puts the damaged segment aside, and finds what comes after.
            return OfHistory(segments => segments.AtOrAfter(seq)) is { } next ? next : Kept(seq, only, out open);
        }
    }

    /// <summary>When the oldest kept telemetry was told; null when there is none.</summary>
    /// <exception cref="OutboxFaultException">The medium fails.</exception>
    public MonotonicTime? HistoryBegin() => OfHistory(segments =>
        segments.HeadAtOrAfter(0) is var (head, _) ? head.From : _open.IsEmpty ? (MonotonicTime?)null : _open.Rows.Heads[0].At);

    /// <summary>Files of telemetry.</summary>
    public int Segments => Locked(() => _telemetry.Segments);

    private T OfHistory<T>(Func<TelemetrySegments, T> ask) => Locked(() =>
    {
        ThrowIf(_telemetry.Fault);
        return OfTelemetry(ask);
    });
}
