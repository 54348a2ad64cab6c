using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The telemetry that is kept, delivered or not, read without a store of its own and beside a running daemon: every
/// database is read from a <see cref="PrivateCopy"/>, one at a time.
/// </summary>
internal static class TelemetryHistory
{
    /// <summary>What is known of wall time in each run.</summary>
    /// <exception cref="IOException">There is no store, or it cannot be read. So of <see cref="Read"/>.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static IReadOnlyList<BootClock> Clocks(string dataFolder)
    {
        if (!File.Exists(Path.Combine(dataFolder, AlarmDatabase.FileName + ".db")))
            throw new FileNotFoundException($"{dataFolder} holds no store of a gateway.");
        using var copy = PrivateCopy.Of(dataFolder, AlarmDatabase.FileName);
        using var alarms = AlarmDatabase.Open(copy.Folder, long.MaxValue, null);
        return GatewayStore.ClocksOf(alarms);
    }

    /// <summary>Messages from the oldest on.</summary>
    /// <param name="report">Gets what could not be read: a damaged segment is passed over.</param>
    public static IEnumerable<OutboxMessage> Read(string dataFolder, Action<string> report)
    {
        foreach (long first in new SegmentShelf(new DiskFolder(dataFolder)).From(0))
        {
            using PrivateCopy? copy = TryCopy(dataFolder, first);
            if (copy is null)
                continue;
            foreach (OutboxMessage message in Read(copy, first, report))
                yield return message;
        }
    }

    private static IEnumerable<OutboxMessage> Read(PrivateCopy copy, long first, Action<string> report)
    {
        using TelemetrySegment? segment = TryOpen(copy, first, report);
        if (segment?.Ledger is null)
            yield break;
        for (long seq = first; TryChunk(segment, seq, report) is { } chunk; seq = chunk.Last + 1)
        {
            for (long of = chunk.First; of <= chunk.Last; of++)
                yield return chunk.Message(of);
        }
    }

    /// <summary>Null when the daemon has dropped it meanwhile to make room.</summary>
    private static PrivateCopy? TryCopy(string dataFolder, long first)
    {
        string name = TelemetrySegment.NameOf(first);
        try
        {
            return PrivateCopy.Of(dataFolder, name);
        }
        catch (IOException) when (!File.Exists(Path.Combine(dataFolder, name + ".db")))
        {
            return null;
        }
    }

    private static TelemetrySegment? TryOpen(PrivateCopy copy, long first, Action<string> report)
    {
        try
        {
            return TelemetrySegment.Open(copy.Folder, first, null);
        }
        catch (InvalidDataException e)
        {
            report(e.Message);
            return null;
        }
    }

    private static KeptChunk? TryChunk(TelemetrySegment segment, long seq, Action<string> report)
    {
        try
        {
            return segment.AtOrAfter(seq) is { } head ? segment.Unpack(head) : null;
        }
        catch (InvalidDataException e)
        {
            report(e.Message);
            return null;
        }
    }
}
