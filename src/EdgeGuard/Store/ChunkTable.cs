using EdgeGuard.Core.Points;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Chunks of telemetry in one segment, by the number of their first message, and the segment's dictionary of points' names: a document
/// for every chunk that brought new ones.
/// </summary>
internal static class ChunkTable
{
    private const string Chunks = "chunks";
    private const string Names = "names";

    public static void Insert(ILiteDatabase database, ChunkHead chunk) => Table(database).Insert(new BsonDocument
    {
        ["_id"] = chunk.First,
        ["last"] = chunk.Last,
        ["epoch"] = chunk.Epoch,
        ["boot"] = (long)chunk.From.Boot,
        ["from"] = chunk.From.SinceBoot.Ticks,
        ["toBoot"] = (long)chunk.To.Boot,
        ["to"] = chunk.To.SinceBoot.Ticks,
        ["n"] = chunk.Readings,
        ["z"] = chunk.Payload,
    });

    /// <summary>The chunk that holds a number, or the first one after it.</summary>
    public static ChunkHead? AtOrAfter(ILiteDatabase database, long seq)
    {
        BsonDocument? before = Table(database).Query()
            .Where(BsonExpression.Create("$._id <= @0", seq)).OrderByDescending("$._id").Limit(1).FirstOrDefault();
        if (before is not null && before["last"].AsInt64 >= seq) return Read(before);
        return Table(database).Find(BsonExpression.Create("$._id > @0", seq), 0, 1).FirstOrDefault() is { } next ? Read(next) : null;
    }

    public static ChunkHead? Newest(ILiteDatabase database) =>
        Table(database).Query().OrderByDescending("$._id").Limit(1).FirstOrDefault() is { } newest ? Read(newest) : null;

    public static PointNames ReadNames(ILiteDatabase database)
    {
        var names = new PointNames();
        foreach (BsonDocument document in database.GetCollection(Names).FindAll())
        {
            var reader = new VarintReader(Compression.Unpack(document["z"].AsBinary, ChunkFormat.MostBytes));
            while (reader.Left > 0) _ = names.Add(reader.Bytes(reader.Count(reader.Left)));
        }

        return names;
    }

    /// <summary>Keeps the names from a number on.</summary>
    public static void InsertNames(ILiteDatabase database, PointNames names, int first)
    {
        var writer = new VarintWriter();
        for (int name = first; name < names.Count; name++)
        {
            writer.Unsigned((ulong)names[name].Length);
            writer.Bytes(names[name]);
        }

        database.GetCollection(Names, BsonAutoId.Int32).Insert(new BsonDocument { ["_id"] = first, ["z"] = Compression.Pack(writer.Written) });
    }

    /// <summary>True for a segment of before there were chunks.</summary>
    public static bool IsOfEarlierForm(ILiteDatabase database) => database.CollectionExists("outbox");

    private static ChunkHead Read(BsonDocument document) => new(
        document["_id"].AsInt64,
        document["last"].AsInt64,
        document["epoch"].AsString,
        Time(document["boot"], document["from"]),
        Time(document["toBoot"], document["to"]),
        document["n"].AsInt64,
        document["z"].AsBinary);

    private static MonotonicTime Time(BsonValue boot, BsonValue ticks) => new((uint)boot.AsInt64, TimeSpan.FromTicks(ticks.AsInt64));

    private static ILiteCollection<BsonDocument> Table(ILiteDatabase database) => database.GetCollection(Chunks, BsonAutoId.Int64);
}
