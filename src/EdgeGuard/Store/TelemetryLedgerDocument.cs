using EdgeGuard.Core.Points;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>A <see cref="TelemetryLedger"/> as it stands in a database.</summary>
internal static class TelemetryLedgerDocument
{
    public static BsonDocument Write(TelemetryLedger ledger) => new()
    {
        ["last"] = ledger.Last,
        ["at"] = Time(ledger.LastAt),
        ["dropped"] = ledger.Dropped,
        ["missing"] = Ranges(ledger.Missing),
        ["gaps"] = new BsonArray(ledger.Gaps.Select(static gap => new BsonDocument
        {
            ["f"] = gap.First,
            ["l"] = gap.Last,
            ["from"] = Time(gap.From),
            ["to"] = Time(gap.To),
            ["m"] = gap.Messages,
            ["r"] = gap.Readings is { } readings ? readings : BsonValue.Null,
            ["c"] = (int)gap.Cause,
        })),
        ["consumers"] = new BsonArray(ledger.Consumers.Select(static consumer => new BsonDocument
        {
            ["c"] = consumer.Key,
            ["r"] = Ranges(consumer.Value),
        })),
    };

    public static TelemetryLedger Read(BsonDocument document)
    {
        var ledger = new TelemetryLedger
        {
            Last = document["last"].AsInt64,
            LastAt = Time(document["at"]),
            Dropped = document["dropped"].AsInt64,
        };
        foreach ((long first, long last) in Ranges(document["missing"])) ledger.Missing.Add(first, last);
        foreach (BsonValue gap in document["gaps"].AsArray)
        {
            ledger.Gaps.Add(new TelemetryGap(
                gap["f"].AsInt64,
                gap["l"].AsInt64,
                Time(gap["from"]),
                Time(gap["to"]),
                gap["m"].AsInt64,
                gap["r"].IsNull ? null : gap["r"].AsInt64,
                (GapCause)gap["c"].AsInt32));
        }

        foreach (BsonValue consumer in document["consumers"].AsArray)
        {
            SettledSet settled = ledger.Consumers[consumer["c"].AsString] = new SettledSet();
            foreach ((long first, long last) in Ranges(consumer["r"])) settled.Add(first, last);
        }

        return ledger;
    }

    private static BsonArray Ranges(SettledSet set) =>
        new(set.Ranges.SelectMany(static range => new[] { new BsonValue(range.First), new BsonValue(range.Last) }));

    private static IEnumerable<(long First, long Last)> Ranges(BsonValue value)
    {
        BsonArray numbers = value.AsArray;
        for (int i = 0; i + 1 < numbers.Count; i += 2) yield return (numbers[i].AsInt64, numbers[i + 1].AsInt64);
    }

    private static BsonArray Time(MonotonicTime time) => new((long)time.Boot, time.SinceBoot.Ticks);

    private static MonotonicTime Time(BsonValue time) => new((uint)time[0].AsInt64, TimeSpan.FromTicks(time[1].AsInt64));
}
