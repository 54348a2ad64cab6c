using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>The gateway's journal: lines by number, the oldest trimmed when all of them exceed their share.</summary>
internal static class JournalTable
{
    private const string Name = "journal";
    private const int Overhead = 96;

    public static void Add(ILiteDatabase database, AlarmCounters counters, IReadOnlyList<JournalLine> lines, long share)
    {
        foreach (JournalLine line in lines)
        {
            long size = Overhead + Encoding.UTF8.GetByteCount(line.Subject) + Encoding.UTF8.GetByteCount(line.Text);
            Table(database).Insert(new BsonDocument
            {
                ["_id"] = ++counters.JournalLast,
                ["b"] = (long)line.At.Boot,
                ["t"] = line.At.SinceBoot.Ticks,
                ["k"] = line.Kind,
                ["s"] = line.Subject,
                ["x"] = line.Text,
                ["z"] = size,
            });
            counters.JournalBytes += size;
        }

        Trim(database, counters, share);
    }

    /// <summary>The newest lines, oldest of them first.</summary>
    public static IReadOnlyList<JournalLine> Tail(ILiteDatabase database, int max, string? kind)
    {
        var query = Query.All(Query.Descending);
        if (kind is not null) query.Where.Add(BsonExpression.Create("$.k = @0", kind));
        List<JournalLine> lines = [.. Table(database).Find(query, 0, max).Select(Read)];
        lines.Reverse();
        return lines;
    }

    private static void Trim(ILiteDatabase database, AlarmCounters counters, long share)
    {
        while (counters.JournalBytes > share && counters.JournalFirst < counters.JournalLast)
        {
            if (Table(database).FindById(counters.JournalFirst) is { } oldest)
            {
                counters.JournalBytes -= oldest["z"].AsInt64;
                Table(database).Delete(counters.JournalFirst);
            }

            counters.JournalFirst++;
        }
    }

    private static JournalLine Read(BsonDocument document) => new(
        new MonotonicTime((uint)document["b"].AsInt64, TimeSpan.FromTicks(document["t"].AsInt64)),
        document["k"].AsString,
        document["s"].AsString,
        document["x"].AsString);

    private static ILiteCollection<BsonDocument> Table(ILiteDatabase database) => database.GetCollection(Name, BsonAutoId.Int64);
}
