using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The gateway's journal: a hash chain of lines by number, in segments that each begin with an anchor line. When all of them exceed their
/// share, or are older than they have to be, the oldest segment is given up: its lines count as gone at once, and leave a few a commit.
/// </summary>
internal static class JournalTable
{
    /// <summary>A segment is full at an eighth of the share [our default] …</summary>
    private const int SegmentsInShare = 8;

    /// <summary>… or at so many lines [our default]: some months of a quiet room, so that years are kept to within that.</summary>
    private const int SegmentLines = 4096;

    /// <summary>
    /// Lines of a segment that was given up leave so many at a time [our default]: neighbours share their pages, and the commits between
    /// write none of them. Beside these, twice as many as came.
    /// </summary>
    private const int SweptAtOnce = 64;

    /// <summary>Of an entry beside its payload: hash, number, index and page filling, as measured.</summary>
    private const int Overhead = 230;

    private const string Name = "journal";
    private const string SegmentsId = "journal";

    /// <param name="isOutdated">Whether what happened at a moment need not be kept any longer.</param>
    public static void Add(
        ILiteDatabase database, AlarmCounters counters, IReadOnlyList<JournalLine> lines, long share, Func<MonotonicTime, bool> isOutdated)
    {
        foreach (JournalLine line in lines)
        {
            if (IsFull(counters, share)) BeginSegment(database, counters, line.At, share, isOutdated);
            Append(database, counters, line, null);
        }

        if (lines.Count > 0 && counters.JournalUnchained == 0 && counters.JournalFirst - counters.JournalSwept >= SweptAtOnce)
            Sweep(database, counters, SweptAtOnce + (2 * lines.Count));
    }

    /// <summary>Gives up the segments whose newest line is outdated, and the oldest ones while all exceed the share; never the newest.</summary>
    public static void Cut(ILiteDatabase database, AlarmCounters counters, long share, Func<MonotonicTime, bool> isOutdated)
    {
        List<JournalSegment> closed = Segments(database);
        int cut = 0;
        while (cut < closed.Count && (counters.JournalBytes > share || isOutdated(closed[cut].Closed)))
        {
            counters.JournalBytes -= closed[cut].Bytes;
            counters.JournalFirst = ++cut < closed.Count ? closed[cut].First : counters.JournalSegment;
        }

        if (cut > 0) Save(database, closed.Skip(cut));
    }

    /// <summary>Whether <see cref="Cut"/> would give anything up.</summary>
    public static bool HasOutdated(ILiteDatabase database, Func<MonotonicTime, bool> isOutdated) =>
        Segments(database) is [var oldest, ..] && isOutdated(oldest.Closed);

    /// <summary>Lines in the order of their numbers.</summary>
    public static IReadOnlyList<JournalEntry> Page(ILiteDatabase database, AlarmCounters counters, long from, int max) =>
    [
        .. Table(database).Find(BsonExpression.Create("$._id >= @0", Math.Max(from, counters.JournalFirst)), 0, max).Select(Read),
    ];

    /// <summary>Up to a page of lines below a number, newest first, whatever their kind.</summary>
    public static IReadOnlyList<JournalEntry> PageDown(ILiteDatabase database, AlarmCounters counters, long below, int max)
    {
        var query = Query.All(Query.Descending);
        query.Where.Add(BsonExpression.Create("$._id BETWEEN @0 AND @1", counters.JournalFirst, below - 1));
        return [.. Table(database).Find(query, 0, max).Select(Read)];
    }

    /// <summary>Forgets what is known of the lines, which are about to be counted anew.</summary>
    public static void BeginCount(ILiteDatabase database, AlarmCounters counters)
    {
        (counters.JournalLast, counters.JournalHash, counters.JournalSwept) = (counters.JournalFirst - 1, JournalChain.Genesis, 1);
        (counters.JournalBytes, counters.JournalSegment, counters.JournalSegmentBytes) = (0, 0, 0);
        Save(database, []);
    }

    /// <summary>Takes note of a line that stands in the table already; in the order of the numbers.</summary>
    /// <returns>The numbers before it that are missing; null when it follows the one before, or begins a journal whose older part was cut.</returns>
    public static SeqRange? Count(ILiteDatabase database, AlarmCounters counters, JournalEntry entry)
    {
        JournalPayload? payload = JournalPayload.Read(entry.Payload);
        bool first = counters.JournalSegment == 0;
        SeqRange? lost = entry.Number > counters.JournalLast + 1 && !(first && payload?.Anchor is not null)
            ? new SeqRange(counters.JournalLast + 1, entry.Number - 1) : null;
        if (first) counters.JournalFirst = counters.JournalSegment = entry.Number;
        else if (payload?.Anchor is not null) Close(database, counters, payload.Line.At, entry.Number);
        Note(counters, entry);
        return lost;
    }

    /// <summary>Begins a segment with an anchor that says which lines are missing, wherever in the journal.</summary>
    /// <param name="last">The highest number that was given for certain.</param>
    public static void Bridge(
        ILiteDatabase database, AlarmCounters counters, MonotonicTime at, string cause, IReadOnlyList<SeqRange> lost, long last)
    {
        var all = new List<SeqRange>(lost);
        if (last > counters.JournalLast) all.Add(new SeqRange(counters.JournalLast + 1, last));
        JournalAnchor anchor = Anchor(counters) with { Cause = cause, Lost = all };
        Close(database, counters, at, Math.Max(last, counters.JournalLast) + 1);
        counters.JournalLast = counters.JournalSegment - 1;
        Append(database, counters, TextOf(anchor, at), anchor);
    }

    /// <summary>Takes lines of a version without a chain into it, under new numbers.</summary>
    public static void Adopt(ILiteDatabase database, AlarmCounters counters, int max, long share, Func<MonotonicTime, bool> isOutdated)
    {
        List<BsonDocument> old = [.. Table(database).Find(BsonExpression.Create("$._id <= @0", counters.JournalUnchained), 0, max)];
        foreach (BsonDocument document in old)
        {
            Table(database).Delete(document["_id"]);
            var at = new MonotonicTime((uint)document["b"].AsInt64, TimeSpan.FromTicks(document["t"].AsInt64));
            Add(database, counters, [new JournalLine(at, document["k"].AsString, document["s"].AsString, document["x"].AsString)], share, isOutdated);
        }

        if (old.Count < max) counters.JournalUnchained = 0;
    }

    /// <summary>An entry as it stands in the table, also in that of a damaged store.</summary>
    public static JournalEntry Read(BsonDocument document) => new(document["_id"].AsInt64, document["p"].AsBinary, document["h"].AsBinary);

    private static bool IsFull(AlarmCounters counters, long share) =>
        counters.JournalSegment == 0
        || counters.JournalSegmentBytes >= share / SegmentsInShare
        || counters.JournalLast - counters.JournalSegment >= SegmentLines;

    private static void BeginSegment(
        ILiteDatabase database, AlarmCounters counters, MonotonicTime at, long share, Func<MonotonicTime, bool> isOutdated)
    {
        JournalAnchor anchor = Anchor(counters);
        Close(database, counters, at, counters.JournalLast + 1);
        Append(database, counters, TextOf(anchor, at), anchor);
        Cut(database, counters, share, isOutdated);
    }

    private static void Close(ILiteDatabase database, AlarmCounters counters, MonotonicTime at, long next)
    {
        if (counters.JournalSegment > 0)
            Save(database, Segments(database).Append(new JournalSegment(counters.JournalSegment, counters.JournalSegmentBytes, at)));
        else
            counters.JournalFirst = counters.JournalSwept = next;
        (counters.JournalSegment, counters.JournalSegmentBytes) = (next, 0);
    }

    private static JournalAnchor Anchor(AlarmCounters counters) =>
        new(counters.JournalLast, JournalChain.Hex(counters.JournalHash.Span), null, []);

    private static JournalLine TextOf(JournalAnchor anchor, MonotonicTime at)
    {
        string lost = anchor.Cause is null ? "" : $", {anchor.Cause}, lost {string.Join(", ", anchor.Lost.Select(static range => $"{range.First}-{range.Last}"))}";
        return new JournalLine(at, JournalAnchor.Kind, "journal", $"after {anchor.Last}{lost}");
    }

    private static void Append(ILiteDatabase database, AlarmCounters counters, JournalLine line, JournalAnchor? anchor)
    {
        byte[] payload = new JournalPayload(counters.JournalLast + 1, line, anchor).Write();
        Insert(database, counters, new JournalEntry(counters.JournalLast + 1, payload, JournalChain.Hash(counters.JournalHash.Span, payload)));
    }

    private static void Insert(ILiteDatabase database, AlarmCounters counters, JournalEntry entry)
    {
        Table(database).Insert(new BsonDocument { ["_id"] = entry.Number, ["h"] = entry.Hash.ToArray(), ["p"] = entry.Payload.ToArray() });
        Note(counters, entry);
    }

    private static void Note(AlarmCounters counters, JournalEntry entry)
    {
        (counters.JournalLast, counters.JournalHash) = (entry.Number, entry.Hash);
        counters.JournalBytes += Overhead + entry.Payload.Length;
        counters.JournalSegmentBytes += Overhead + entry.Payload.Length;
    }

    private static void Sweep(ILiteDatabase database, AlarmCounters counters, int most)
    {
        for (int i = 0; i < most && counters.JournalSwept < counters.JournalFirst; i++)
        {
            // Numbers that were lost with a damaged store have no row.
            if (Table(database).Delete(counters.JournalSwept)) counters.JournalSwept++;
            else counters.JournalSwept = Oldest(database) ?? counters.JournalFirst;
        }
    }

    private static long? Oldest(ILiteDatabase database) => Table(database).Find(Query.All(), 0, 1).FirstOrDefault()?["_id"].AsInt64;

    /// <summary>The closed ones, oldest first.</summary>
    private static List<JournalSegment> Segments(ILiteDatabase database) => Meta(database).FindById(SegmentsId) is not { } document ? [] :
    [
        .. document["s"].AsArray.Select(static s => new JournalSegment(
            s["n"].AsInt64, s["z"].AsInt64, new MonotonicTime((uint)s["b"].AsInt64, TimeSpan.FromTicks(s["t"].AsInt64)))),
    ];

    private static void Save(ILiteDatabase database, IEnumerable<JournalSegment> closed) => Meta(database).Upsert(new BsonDocument
    {
        ["_id"] = SegmentsId,
        ["s"] = new BsonArray(closed.Select(static s => new BsonDocument
        {
            ["n"] = s.First,
            ["z"] = s.Bytes,
            ["b"] = (long)s.Closed.Boot,
            ["t"] = s.Closed.SinceBoot.Ticks,
        })),
    });

    private static ILiteCollection<BsonDocument> Meta(ILiteDatabase database) => database.GetCollection("meta");

    private static ILiteCollection<BsonDocument> Table(ILiteDatabase database) => database.GetCollection(Name, BsonAutoId.Int64);
}
