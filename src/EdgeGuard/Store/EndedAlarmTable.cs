using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>The last thousand occurrences that ended, and a few more, by serial.</summary>
internal static class EndedAlarmTable
{
    public const int Kept = 1000;

    /// <summary>The oldest leave so many at a time [our default]: neighbours share their pages, and the commits between write none of them.</summary>
    private const int LeaveAtOnce = 50;

    private const string Name = "ended";

    public static void Add(ILiteDatabase database, AlarmCounters counters, IReadOnlyList<AlarmOccurrence> alarms)
    {
        foreach (AlarmOccurrence alarm in alarms)
        {
            // Told again after a fault of the disk, it takes its own place.
            if (!Table(database).Upsert(Write(alarm)))
                continue;
            if (++counters.Ended >= Kept + LeaveAtOnce) DropOldest(database, counters);
        }
    }

    public static AlarmOccurrence? Find(ILiteDatabase database, uint serial) =>
        Table(database).FindById((long)serial) is { } document ? Read(document) : null;

    /// <summary>Serials grow, so the least are the oldest.</summary>
    private static void DropOldest(ILiteDatabase database, AlarmCounters counters)
    {
        List<BsonValue> oldest = [.. Table(database).Find(Query.All(), 0, LeaveAtOnce).Select(static document => document["_id"])];
        foreach (BsonValue id in oldest) Table(database).Delete(id);
        counters.Ended -= oldest.Count;
    }

    private static BsonDocument Write(AlarmOccurrence alarm)
    {
        var document = new BsonDocument
        {
            ["_id"] = (long)alarm.Serial,
            ["k"] = alarm.Key,
            ["d"] = alarm.Device,
            ["p"] = alarm.Point,
            ["uz"] = alarm.Label.Zh,
            ["ue"] = alarm.Label.En,
            ["l"] = alarm.Level,
            ["r"] = new BsonArray(alarm.Related.Select(static name => new BsonValue(name))),
        };
        Write(document, "o", alarm.Onset);
        Write(document, "b", alarm.Began);
        if (alarm.Ended is { } ended) Write(document, "e", ended);
        return document;
    }

    private static AlarmOccurrence Read(BsonDocument document) => new(
        (uint)document["_id"].AsInt64,
        document["k"].AsString,
        document["d"].AsString,
        document["p"].AsString,
        new Words(document["uz"].AsString, document["ue"].AsString),
        document["l"].AsInt32,
        Time(document, "o"),
        Time(document, "b"),
        document.ContainsKey("eb") ? Time(document, "e") : null,
        [.. document["r"].AsArray.Select(static name => name.AsString)]);

    private static void Write(BsonDocument document, string name, MonotonicTime time) =>
        (document[name + "b"], document[name + "t"]) = ((long)time.Boot, time.SinceBoot.Ticks);

    private static MonotonicTime Time(BsonDocument document, string name) =>
        new((uint)document[name + "b"].AsInt64, TimeSpan.FromTicks(document[name + "t"].AsInt64));

    private static ILiteCollection<BsonDocument> Table(ILiteDatabase database) => database.GetCollection(Name, BsonAutoId.Int64);
}
