using EdgeGuard.Core.Delivery;
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

    /// <summary>Number of the oldest journal line that counts.</summary>
    public long JournalFirst { get; set; } = 1;

    public long JournalLast { get; set; }

    /// <summary>Hash of that last line.</summary>
    public ReadOnlyMemory<byte> JournalHash { get; set; } = JournalChain.Genesis;

    /// <summary>Of the lines that count.</summary>
    public long JournalBytes { get; set; }

    /// <summary>Number of the first line of the newest segment; 0 before the first line.</summary>
    public long JournalSegment { get; set; }

    public long JournalSegmentBytes { get; set; }

    /// <summary>Lines below this number have left the file.</summary>
    public long JournalSwept { get; set; } = 1;

    /// <summary>Lines up to this number are of a version without a chain, and wait to be taken into it; 0: none.</summary>
    public long JournalUnchained { get; set; }

    /// <summary>The lines were brought over from a damaged store and are still to be counted; the highest number that was given. 0: they are.</summary>
    public long JournalUncounted { get; set; }

    public long DeadLetters { get; set; }

    /// <summary>Rows of the table of ended alarms.</summary>
    public long Ended { get; set; }

    /// <summary>Of the alarm messages that are here, settled or not; -1: unknown, in a store of an earlier version.</summary>
    public long LaneBytes { get; set; }

    public LaneLedger Lane { get; private init; } = new();

    public JournalHead Head => new(JournalLast, JournalChain.Hex(JournalHash.Span));

    public AlarmCounters Next() => new()
    {
        Commit = Commit + 1,
        Epoch = Epoch,
        Boot = Boot,
        Serials = Serials,
        JournalFirst = JournalFirst,
        JournalLast = JournalLast,
        JournalHash = JournalHash,
        JournalBytes = JournalBytes,
        JournalSegment = JournalSegment,
        JournalSegmentBytes = JournalSegmentBytes,
        JournalSwept = JournalSwept,
        JournalUnchained = JournalUnchained,
        JournalUncounted = JournalUncounted,
        DeadLetters = DeadLetters,
        Ended = Ended,
        LaneBytes = LaneBytes,
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
        ["journalHash"] = JournalHash.ToArray(),
        ["journalBytes"] = JournalBytes,
        ["journalSegment"] = JournalSegment,
        ["journalSegmentBytes"] = JournalSegmentBytes,
        ["journalSwept"] = JournalSwept,
        ["journalUnchained"] = JournalUnchained,
        ["journalUncounted"] = JournalUncounted,
        ["dead"] = DeadLetters,
        ["ended"] = Ended,
        ["laneBytes"] = LaneBytes,
        ["lane"] = LedgerDocument.Write(Lane),
    };

    public static AlarmCounters Read(BsonDocument document)
    {
        var counters = new AlarmCounters
        {
            Commit = document["commit"].AsInt64,
            Epoch = document["epoch"].AsString,
            Boot = (uint)document["boot"].AsInt64,
            Serials = document["serials"].AsInt64,
            JournalLast = document["journalLast"].AsInt64,
            DeadLetters = document["dead"].AsInt64,
            // A store of an earlier version has none.
            Ended = document.TryGetValue("ended", out BsonValue ended) ? ended.AsInt64 : 0,
            LaneBytes = document.TryGetValue("laneBytes", out BsonValue bytes) ? bytes.AsInt64 : -1,
            Lane = LedgerDocument.Read(document["lane"].AsDocument),
        };
        if (document.TryGetValue("journalHash", out BsonValue hash)) counters.ReadJournal(document, hash.AsBinary);
        else counters.JournalUnchained = counters.JournalLast;
        return counters;
    }

    private void ReadJournal(BsonDocument document, byte[] hash)
    {
        JournalHash = hash;
        JournalFirst = document["journalFirst"].AsInt64;
        JournalBytes = document["journalBytes"].AsInt64;
        JournalSegment = document["journalSegment"].AsInt64;
        JournalSegmentBytes = document["journalSegmentBytes"].AsInt64;
        JournalSwept = document["journalSwept"].AsInt64;
        JournalUnchained = document["journalUnchained"].AsInt64;
        JournalUncounted = document["journalUncounted"].AsInt64;
    }
}
