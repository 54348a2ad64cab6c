using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>A <see cref="LaneLedger"/> as it stands in a database.</summary>
internal static class LedgerDocument
{
    public static BsonDocument Write(LaneLedger ledger)
    {
        var streams = new BsonArray();
        foreach ((string stream, long seq) in ledger.Streams) streams.Add(new BsonDocument { ["s"] = stream, ["n"] = seq });
        var consumers = new BsonArray();
        foreach ((string name, SettledSet settled) in ledger.Consumers)
        {
            var ranges = new BsonArray(settled.Ranges.SelectMany(
                static range => new[] { new BsonValue(range.First), new BsonValue(range.Last) }));
            consumers.Add(new BsonDocument { ["c"] = name, ["r"] = ranges });
        }

        return new BsonDocument
        {
            ["last"] = ledger.Last,
            ["dropped"] = ledger.Dropped,
            ["streams"] = streams,
            ["consumers"] = consumers,
        };
    }

    public static LaneLedger Read(BsonDocument document)
    {
        var ledger = new LaneLedger { Last = document["last"].AsInt64, Dropped = document["dropped"].AsInt64 };
        foreach (BsonValue stream in document["streams"].AsArray) ledger.Streams[stream["s"].AsString] = stream["n"].AsInt64;
        foreach (BsonValue consumer in document["consumers"].AsArray)
        {
            var settled = new SettledSet();
            BsonArray numbers = consumer["r"].AsArray;
            for (int i = 0; i + 1 < numbers.Count; i += 2) settled.Add(numbers[i].AsInt64, numbers[i + 1].AsInt64);
            ledger.Consumers[consumer["c"].AsString] = settled;
        }

        return ledger;
    }
}
