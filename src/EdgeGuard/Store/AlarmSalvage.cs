using EdgeGuard.Core.Delivery;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Brings what can be read of alarm databases that were put aside into the new one, document by document: states, active alarms,
/// journal, ended alarms, notes, and messages that nobody has yet. Those keep their key (epoch, stream, number), so that a receiver
/// that had one of them knows it again; numbers of the new epoch go on above them. The counters come last, in one commit: a new
/// database without counters is one whose salvage has not ended, and is begun again.
/// </summary>
internal sealed class AlarmSalvage : IDisposable
{
    /// <summary>Journal lines may be many; older ones stay in the file when the rest took this long [our default].</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private const int LinesAtOnce = 20_000;
    private const int DocumentsAtOnce = 1000;
    private const int BytesAtOnce = 512 * 1024;
    private const string Journal = "journal";
    private const string Meta = "meta";
    private readonly StoreFolder _folder;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly List<(string Collection, BsonDocument Document)> _batch = [];
    private readonly SalvagedCounters _counters = new();
    private PowerSafeDatabase _database;
    private int _bytes;
    private int _refused;

    private AlarmSalvage(StoreFolder folder, TimeProvider time)
    {
        (_folder, _time, _start) = (folder, time, time.GetTimestamp());
        DatabaseFiles.Delete(folder, AlarmDatabase.FileName);
        _database = OpenNew();
        _database.Commit(static db => MessageTable.Create(db));
    }

    /// <summary>Takes over all that is put aside and not taken yet, in the place of a database that holds nothing of its own.</summary>
    /// <param name="consumers">Who still waits for messages.</param>
    /// <param name="until">In the same process after a fault: what was never acknowledged is left out.</param>
    /// <exception cref="OutboxFaultException">The medium fails.</exception>
    public static void Run(StoreFolder folder, IReadOnlyList<string> consumers, JournalEnd? until, TimeProvider time)
    {
        IReadOnlyList<string> files = Quarantine.Untaken(folder, AlarmDatabase.FileName);
        using (var salvage = new AlarmSalvage(folder, time))
        {
            // One with counters was whole once, and had taken over what is older.
            foreach (string file in files.Reverse().TakeWhile(_ => !salvage._counters.AreKnown)) folder.Tell(salvage.Take(file, until));
            salvage.End(consumers);
        }

        foreach (string file in files) Quarantine.MarkTaken(folder, file);
    }

    public void Dispose() => _database.Dispose();

    private PowerSafeDatabase OpenNew() =>
        PowerSafeDatabase.Open(_folder, AlarmDatabase.FileName, AlarmDatabase.CheckpointPages, null);

    private StoreNotice Take(string file, JournalEnd? until)
    {
        using DatabaseSalvage old = DatabaseSalvage.Open(_folder, file, until);
        (SalvageCounts before, int refused) = (_counters.Counts, _refused);
        var lines = new List<long>();
        foreach ((string collection, SalvagedDocument found) in Documents(old))
        {
            if (collection != Journal) Add(collection, found);
            else if (found.Document["_id"].IsNumber) lines.Add(found.Document["_id"].AsInt64);
        }

        Flush();
        int left = TakeJournal(old, lines);
        return SalvageWords.Of(file, _counters.Counts - before, left, old, _refused - refused);
    }

    /// <summary>The newest lines first, as long as there is time.</summary>
    /// <returns>How many were left.</returns>
    private int TakeJournal(DatabaseSalvage old, List<long> lines)
    {
        lines.Sort();
        int left = lines.Count;
        while (left > 0 && (left == lines.Count || _time.GetElapsedTime(_start) < Patience))
        {
            (long last, left) = (lines[left - 1], Math.Max(left - LinesAtOnce, 0));
            long first = lines[left];
            foreach ((string collection, SalvagedDocument found) in Documents(old))
            {
                if (collection == Journal && found.Document["_id"] is { IsNumber: true, AsInt64: var id } && first <= id && id <= last) Add(collection, found);
            }

            Flush();
        }

        return left;
    }

    private static IEnumerable<(string Collection, SalvagedDocument Found)> Documents(DatabaseSalvage old)
    {
        foreach (SalvagedDocument found in old.Documents())
        {
            if ((found.Collection ?? AlarmShapes.CollectionOf(found.Document)) is { } collection) yield return (collection, found);
        }
    }

    private void Add(string collection, SalvagedDocument found)
    {
        if (!_counters.Take(collection, found.Document)) return;
        _batch.Add((collection, found.Document));
        _bytes += found.Bytes;
        if (_batch.Count >= DocumentsAtOnce || _bytes >= BytesAtOnce) Flush();
    }

    private void Flush()
    {
        if (_batch.Count > 0 && !TryKeep(_batch))
        {
            // What nobody has a checksum for may hold what LiteDB refuses; it must not cost the others.
            _refused += _batch.Count(document => !TryKeep([document]));
        }

        _batch.Clear();
        _bytes = 0;
    }

    /// <summary>False when LiteDB refuses one of them.</summary>
    private bool TryKeep(IReadOnlyList<(string Collection, BsonDocument Document)> documents)
    {
        try
        {
            _database.Commit(db =>
            {
                foreach (var of in documents.GroupBy(static document => document.Collection))
                    _ = db.GetCollection(of.Key, BsonAutoId.Int64).Insert(of.Select(static document => document.Document));
            });
            return true;
        }
        catch (OutboxFaultException) when (!_database.FaultOfMedium)
        {
            _database.Dispose();
            _database = OpenNew();
            return false;
        }
    }

    private void End(IReadOnlyList<string> consumers)
    {
        AlarmCounters counters = _counters.ToCounters(consumers);
        _database.Commit(db => db.GetCollection(Meta).Upsert(counters.Write(AlarmDatabase.CountersId)));
    }
}
