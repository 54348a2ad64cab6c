using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>The journal of a data folder that no daemon answers for, read from a <see cref="PrivateCopy"/>.</summary>
internal sealed class StoredJournal : IDisposable
{
    private readonly PrivateCopy _copy;
    private readonly AlarmDatabase _alarms;

    private StoredJournal(PrivateCopy copy)
    {
        _copy = copy;
        _alarms = AlarmDatabase.Open(copy.Folder, long.MaxValue, null);
    }

    /// <summary>What is known of wall time in each run.</summary>
    public IReadOnlyList<BootClock> Clocks => GatewayStore.ClocksOf(_alarms);

    /// <exception cref="IOException">There is no store, or it cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static StoredJournal Open(string dataFolder)
    {
        if (!File.Exists(Path.Combine(dataFolder, AlarmDatabase.FileName + ".db")))
            throw new FileNotFoundException($"{dataFolder} holds no store of a gateway.");
        var copy = PrivateCopy.Of(dataFolder, AlarmDatabase.FileName);
        try
        {
            return new StoredJournal(copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public JournalPage Page(long from, int max) => new(_alarms.Counters.Head, _alarms.Counters.JournalFirst, _alarms.JournalPage(from, max));

    public IReadOnlyList<(JournalEntry Entry, JournalPayload Payload)> NewestLines(int max, string? kind) =>
        JournalTail.Find(below => _alarms.JournalDown(below, max), max, kind);

    public void Dispose()
    {
        _alarms.Dispose();
        _copy.Dispose();
    }
}
