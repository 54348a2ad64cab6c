using System.Globalization;
using EdgeGuard.Core.Delivery;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// One file of telemetry, <c>telemetry-{first number}.db</c>. A LiteDB file never shrinks, so room is made by dropping whole ones.
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
        if (database.Read(ChunkTable.IsOfEarlierForm))
            throw new InvalidDataException("it is of the form of an earlier program, one message a document, which this one does not read");
        Names = database.Read(ChunkTable.ReadNames);
        if (database.Read(static db => Meta(db).FindById(LedgerId)) is not { } document) return;
        Ledger = TelemetryLedgerDocument.Read(document["ledger"].AsDocument);
        _commit = document["commit"].AsInt64;
    }

    /// <summary>Number of its first message, or one below it.</summary>
    public long First { get; }

    /// <summary>As of this segment's newest commit; null before the first.</summary>
    public TelemetryLedger? Ledger { get; private set; }

    /// <summary>Names of the points in its chunks.</summary>
    public PointNames Names { get; }

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

    /// <summary>Keeps a chunk and the ledger in one commit.</summary>
    /// <param name="chunk">Null: the ledger alone.</param>
    /// <param name="newNames">Number of the first name that the chunk brought.</param>
    public void Commit(TelemetryLedger next, ChunkHead? chunk, int newNames)
    {
        _database.Commit(database =>
        {
            if (newNames < Names.Count) ChunkTable.InsertNames(database, Names, newNames);
            if (chunk is not null) ChunkTable.Insert(database, chunk);
            Meta(database).Upsert(new BsonDocument { ["_id"] = LedgerId, ["commit"] = _commit + 1, ["ledger"] = TelemetryLedgerDocument.Write(next) });
        });
        _commit++;
        Ledger = next;
    }

    /// <summary>The chunk that holds a number, or the first one after it.</summary>
    public ChunkHead? AtOrAfter(long seq) => Read(db => ChunkTable.AtOrAfter(db, seq));

    public ChunkHead? Newest() => Read(ChunkTable.Newest);

    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public KeptChunk Unpack(ChunkHead chunk) => KeptChunk.Of(chunk, Names);

    /// <summary>Reads everything once: after a fault that was not the medium's, to tell damage from chance.</summary>
    /// <exception cref="InvalidDataException">Something cannot be read.</exception>
    public void Verify()
    {
        _ = Read(_ => _database.VerifyPages());
        for (ChunkHead? chunk = AtOrAfter(0); chunk is not null; chunk = AtOrAfter(chunk.Last + 1)) _ = Unpack(chunk);
    }

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
