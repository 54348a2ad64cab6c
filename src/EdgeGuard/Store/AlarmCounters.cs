using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>What every commit of the alarm database carries on; one document.</summary>
internal sealed class AlarmCounters
{
    /// <summary>Commits so far; makes every transaction change something.</summary>
    public long Commit { get; set; }

    public string Epoch { get; set; } = "";

    public uint Boot { get; set; }

    /// <summary>Serial numbers given so far, as of this commit; the number file knows better.</summary>
    public long Serials { get; set; }

    public long JournalFirst { get; set; } = 1;

    public long JournalLast { get; set; }

    public long JournalBytes { get; set; }

    public long DeadLetters { get; set; }

    /// <summary>Rows of the table of ended alarms.</summary>
    public long Ended { get; set; }

    public LaneLedger Lane { get; private init; } = new();

    public AlarmCounters Next() => new()
    {
        Commit = Commit + 1,
        Epoch = Epoch,
        Boot = Boot,
        Serials = Serials,
        JournalFirst = JournalFirst,
        JournalLast = JournalLast,
        JournalBytes = JournalBytes,
        DeadLetters = DeadLetters,
        Ended = Ended,
        Lane = Lane.Clone(),
    };

    public BsonDocument Write(string id) => new()
    {
        ["_id"] = id,
        ["commit"] = Commit,
        ["epoch"] = Epoch,
        ["boot"] = (long)Boot,
        ["serials"] = Serials,
        ["journalFirst"] = JournalFirst,
        ["journalLast"] = JournalLast,
        ["journalBytes"] = JournalBytes,
        ["dead"] = DeadLetters,
        ["ended"] = Ended,
        ["lane"] = LedgerDocument.Write(Lane),
    };

    public static AlarmCounters Read(BsonDocument document) => new()
    {
        Commit = document["commit"].AsInt64,
        Epoch = document["epoch"].AsString,
        Boot = (uint)document["boot"].AsInt64,
        Serials = document["serials"].AsInt64,
        JournalFirst = document["journalFirst"].AsInt64,
        JournalLast = document["journalLast"].AsInt64,
        JournalBytes = document["journalBytes"].AsInt64,
        DeadLetters = document["dead"].AsInt64,
        // A store of an earlier version has none.
        Ended = document.TryGetValue("ended", out BsonValue ended) ? ended.AsInt64 : 0,
        Lane = LedgerDocument.Read(document["lane"].AsDocument),
    };
}
