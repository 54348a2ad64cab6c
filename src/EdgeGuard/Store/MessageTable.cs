using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Messages of one lane in one database, by position, and found by stream and number. Expressions take their values as parameters
/// throughout: LiteDB caches every expression text it has ever seen.
/// </summary>
internal static class MessageTable
{
    private const string Name = "outbox";
    private const int Batch = 256;

    public static void Create(ILiteDatabase database) =>
        Table(database).EnsureIndex("key", BsonExpression.Create("$." + MessageDocument.Key), unique: true);

    /// <returns>What it takes, see <see cref="MessageDocument.SizeOf"/>.</returns>
    public static long Insert(ILiteDatabase database, long position, OutboxMessage message)
    {
        BsonDocument document = MessageDocument.Write(position, message, compressed: false);
        document[MessageDocument.Key] = MessageDocument.KeyOf(message.Content.Stream, message.Seq);
        Table(database).Insert(document);
        return MessageDocument.SizeOf(document);
    }

    public static OutboxMessage? Find(ILiteDatabase database, long position) =>
        Table(database).FindById(position) is { } document ? MessageDocument.Read(document) : null;

    /// <summary>The oldest messages at or above <paramref name="first"/> that are not in <paramref name="settled"/>.</summary>
    public static List<OutboxMessage> Peek(ILiteDatabase database, SettledSet settled, long first, int max)
    {
        var found = new List<OutboxMessage>();
        long position = Math.Max(settled.Low, first - 1);
        while (found.Count < max)
        {
            position = settled.NextOpen(position);
            List<BsonDocument> documents = [.. AtOrAbove(database, position, Math.Min(Batch, max - found.Count))];
            if (documents.Count == 0) break;
            foreach (BsonDocument document in documents)
            {
                position = document["_id"].AsInt64;
                if (!settled.Contains(position)) found.Add(MessageDocument.Read(document));
            }
        }

        return found;
    }

    /// <summary>Positions of the messages that are still here, of these numbers of a stream.</summary>
    public static List<long> Positions(ILiteDatabase database, string stream, SeqRange range) =>
    [
        .. Table(database)
            .Find(BsonExpression.Create(
                "$.k BETWEEN @0 AND @1", MessageDocument.KeyOf(stream, range.First), MessageDocument.KeyOf(stream, range.Last)))
            .Select(static document => document["_id"].AsInt64),
    ];

    /// <summary>The first of these numbers of a stream whose messages are still here, in order, with their positions.</summary>
    public static List<(long Seq, long Position)> Numbers(ILiteDatabase database, string stream, SeqRange range, int max) =>
    [
        .. Table(database)
            .Find(
                BsonExpression.Create("$.k BETWEEN @0 AND @1", MessageDocument.KeyOf(stream, range.First), MessageDocument.KeyOf(stream, range.Last)), 0, max)
            .Select(static document => (document["n"].AsInt64, document["_id"].AsInt64)),
    ];

    /// <summary>Position and size of the first message at or above a position; null when there is none.</summary>
    public static (long Position, long Bytes)? First(ILiteDatabase database, long position) =>
        AtOrAbove(database, position, 1).FirstOrDefault() is { } document ? (document["_id"].AsInt64, MessageDocument.SizeOf(document)) : null;

    public static void Delete(ILiteDatabase database, long position) => Table(database).Delete(position);

    /// <summary>Reads all of them.</summary>
    public static long Bytes(ILiteDatabase database) => Table(database).FindAll().Sum(MessageDocument.SizeOf);

    /// <summary>Walks the second index from end to end.</summary>
    public static int CountByKey(ILiteDatabase database) => Table(database).Find(BsonExpression.Create("$.k >= @0", "")).Count();

    private static IEnumerable<BsonDocument> AtOrAbove(ILiteDatabase database, long position, int max) =>
        Table(database).Find(BsonExpression.Create("$._id >= @0", position), 0, max);

    private static ILiteCollection<BsonDocument> Table(ILiteDatabase database) => database.GetCollection(Name, BsonAutoId.Int64);
}
