using System.Globalization;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// One file of telemetry, <c>telemetry-{first position}.db</c>. A LiteDB file never shrinks, so room is made by dropping whole ones.
/// The newest one also carries the lane's ledger.
/// </summary>
internal sealed class TelemetrySegment : IDisposable
{
    private const string Prefix = "telemetry-";
    private const string Extension = ".db";
    private const string LedgerId = "ledger";
    private const int CheckpointPages = 100;
    private readonly PowerSafeDatabase _database;

    private long _commit;

    private TelemetrySegment(PowerSafeDatabase database, long first)
    {
        (_database, First) = (database, first);
        if (database.Read(static db => Meta(db).FindById(LedgerId)) is not { } document) return;
        Ledger = LedgerDocument.Read(document["ledger"].AsDocument);
        _commit = document["commit"].AsInt64;
    }

    /// <summary>Position of its first message.</summary>
    public long First { get; }

    /// <summary>As of this segment's newest commit; null before the first.</summary>
    public LaneLedger? Ledger { get; private set; }

    public string? Fault => _database.Fault;

    public bool FaultOfMedium => _database.FaultOfMedium;

    public JournalEnd Acknowledged => _database.Acknowledged;

    public long Bytes => _database.Bytes;

    public static string NameOf(long first) => Prefix + first.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>The first position in a segment's file name; null for other names.</summary>
    public static long? FirstOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Extension, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan()[Prefix.Length..^Extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long first)
            ? first : null;

    public static TelemetrySegment Open(StoreFolder folder, long first, JournalEnd? until)
    {
        PowerSafeDatabase database = PowerSafeDatabase.Open(folder, NameOf(first), CheckpointPages, until);
        try
        {
            return new TelemetrySegment(database, first);
        }
        catch (Exception e)
        {
            bool ofMedium = database.FaultOfMedium;
            database.Dispose();
            if (ofMedium) throw new OutboxFaultException($"{NameOf(first)} cannot be read: {e.Message}", e);
            throw new InvalidDataException($"{NameOf(first)} is damaged: {e.Message}", e);
        }
    }

    public void Commit(LaneLedger next, IReadOnlyList<(long Position, OutboxMessage Message)> messages)
    {
        _database.Commit(database =>
        {
            if (Ledger is null) MessageTable.Create(database);
            foreach ((long position, OutboxMessage message) in messages) MessageTable.Insert(database, position, message, compressed: true);
            Meta(database).Upsert(new BsonDocument { ["_id"] = LedgerId, ["commit"] = _commit + 1, ["ledger"] = LedgerDocument.Write(next) });
        });
        _commit++;
        Ledger = next;
    }

    public List<OutboxMessage> Peek(SettledSet settled, int max) => Read(db => MessageTable.Peek(db, settled, First, max));

    /// <summary>Messages from a position on, settled or not.</summary>
    public List<(long Position, OutboxMessage Message)> Page(long from, int max) => Read(db => MessageTable.Page(db, from, max));

    public List<long> Positions(string stream, SeqRange range) => Read(db => MessageTable.Positions(db, stream, range));

    public List<(long Position, OutboxMessage Message)> From(long position, int max) => Read(db => MessageTable.From(db, position, max));

    /// <summary>When the first message at or after a position was made; null when there is none.</summary>
    public MonotonicTime? TimeFrom(long position) => Read(db => MessageTable.TimeFrom(db, position));

    public OutboxMessage? Find(long position) => Read(db => MessageTable.Find(db, position));

    /// <summary>Reads everything once: after a fault that was not the medium's, to tell damage from chance.</summary>
    /// <exception cref="InvalidDataException">Something cannot be read.</exception>
    public void Verify() => _ = Read(db =>
        _database.VerifyPages() + MessageTable.Peek(db, new SettledSet(), First, int.MaxValue).Count + MessageTable.CountByKey(db));

    public void Dispose() => _database.Dispose();

    private T Read<T>(Func<ILiteDatabase, T> query)
    {
        try
        {
            return _database.Read(query);
        }
        catch (OutboxFaultException e) when (_database.Fault is not null && !FaultOfMedium)
        {
            throw new InvalidDataException($"{NameOf(First)} is damaged: {e.Message}", e);
        }
    }

    private static ILiteCollection<BsonDocument> Meta(ILiteDatabase database) => database.GetCollection("meta");
}
