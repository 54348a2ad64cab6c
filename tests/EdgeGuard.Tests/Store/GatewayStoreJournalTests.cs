using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;
using LiteDB;
using Microsoft.Extensions.Time.Testing;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class GatewayStoreJournalTests : IDisposable
{
    private const long Small = 1024 * 1024;

    /// <summary>A segment is full by its number of lines.</summary>
    private const long Roomy = 1L << 30;
    private readonly MemoryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private GatewayStore _store;

    public GatewayStoreJournalTests() => _store = Open();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Every_line_is_linked_to_the_one_before_from_the_very_first_anchor_on()
    {
        Write(3);
        List<JournalEntry> lines = All();

        Assert.Equal([JournalAnchor.Kind, "alarm", "alarm", "alarm"], lines.Select(Kind));
        Assert.Equal([1L, 2, 3, 4], lines.Select(static entry => entry.Number));
        Assert.Equal(JournalChain.Hash(JournalChain.Genesis.Span, lines[0].Payload.Span), lines[0].Hash);
        Assert.Equal(JournalChain.Hash(lines[2].Hash.Span, lines[3].Payload.Span), lines[3].Hash);
        Assert.Equal(new JournalHead(4, JournalChain.Hex(lines[3].Hash.Span)), _store.JournalHead);
        Assert.Null(Verify());
    }

    [Fact]
    public void The_chain_goes_on_over_a_restart()
    {
        Write(2);
        Reopen();
        Write(2);

        Assert.Equal(5, _store.JournalHead.Number);
        Assert.Null(Verify());
    }

    [Fact]
    public void Whole_segments_leave_and_the_one_that_is_oldest_then_begins_with_an_anchor()
    {
        Write(3000, every: 7);
        List<JournalEntry> lines = All();
        var anchors = lines.Where(static entry => Kind(entry) == JournalAnchor.Kind).Select(static entry => JournalPayload.Read(entry.Payload)!).ToList();

        Assert.InRange(lines.Count, 150, 400);
        Assert.Equal(JournalAnchor.Kind, Kind(lines[0]));
        Assert.True(anchors.Count > 3);
        Assert.All(anchors, static anchor => Assert.Equal(anchor.Number - 1, anchor.Anchor!.Last));
        Assert.Equal("line 3000", Assert.Single(_store.Journal(1)).Text);
        Assert.Null(Verify());
    }

    [Fact]
    public void What_was_given_up_leaves_the_file_a_few_lines_a_commit()
    {
        Write(1000);
        long bytes = _store.Stats.Bytes;
        Write(5000);

        Assert.InRange(_store.Stats.Bytes, 1, bytes + 64 * 1024);
        Assert.Null(Verify());
    }

    [Fact]
    public void Lines_older_than_the_years_they_are_kept_leave_although_there_is_room()
    {
        Reopen(Roomy);
        Synchronise();
        Write(5000, every: 50);
        _time.Advance(TimeSpan.FromDays(366));
        Reopen(Roomy);
        Synchronise();
        Write(5000, every: 50, at: new MonotonicTime(_store.Boot, TimeSpan.Zero));
        List<JournalEntry> anchors = [.. All().Where(static entry => Kind(entry) == JournalAnchor.Kind)];
        Assert.Equal(1, Number(anchors[0]));

        _time.Advance(TimeSpan.FromDays(732));
        Synchronise();
        Assert.Equal(Number(anchors[1]), Number(All()[0]));
        Assert.Equal(Number(anchors[1]) - 1, Anchor(All()[0]).Last);
        Assert.Null(Verify());
    }

    [Fact]
    public void A_clock_that_is_not_synchronised_ages_nothing()
    {
        Reopen(64 * Small);
        Synchronise();
        Write(5000, every: 50);
        _time.Advance(TimeSpan.FromDays(3660));
        Reopen(64 * Small);
        _store.SaveClock(new BootClock(_store.Boot, _time.GetUtcNow(), ClockSync.Holdover));

        Assert.Equal(1, Number(All()[0]));
    }

    [Fact]
    public void Lines_are_found_by_their_kind_however_far_back()
    {
        Reopen(64 * Small);
        _store.Append(new CommitBatch([], [], [new JournalLine(At(1), "config", "configuration", "accepted")]));
        Write(600, every: 20);

        Assert.Equal("accepted", Assert.Single(_store.Journal(5, "config")).Text);
        Assert.Equal(["line 599", "line 600"], _store.Journal(2).Select(static line => line.Text));
        Assert.Equal(3, _store.Journal(3, "alarm").Count);
        Assert.Empty(_store.Journal(3, "nothing"));
    }

    [Fact]
    public void An_accepted_configuration_and_its_line_are_one_commit()
    {
        _store.SaveAcceptedConfiguration(new byte[] { 1 }, new JournalLine(At(1), "config", "configuration", "accepted"));
        Reopen();

        Assert.Equal([1], _store.LoadAcceptedConfiguration()!.Value.ToArray());
        Assert.Equal("accepted", Assert.Single(_store.Journal(5)).Text);
    }

    [Fact]
    public void Lines_of_a_version_without_a_chain_are_taken_into_it()
    {
        _store.Dispose();
        WriteUnchained(450);
        _store = Open(64 * Small);
        Write(1);

        Assert.Equal([.. Enumerable.Range(1, 450).Select(static i => $"old {i}"), "line 1"], _store.Journal(1000).Select(static line => line.Text));
        Assert.Equal(new JournalLine(At(3), "alarm", "x", "old 3"), _store.Journal(1000)[2]);
        Assert.Null(Verify());
        Reopen(64 * Small);
        Assert.Equal(451, _store.Journal(1000).Count);
    }

    [Fact]
    public void The_lines_of_a_damaged_store_come_back_as_they_were_and_the_holes_are_told()
    {
        Write(600, every: 20);
        List<JournalEntry> saved = All();
        JournalEntry first = saved[0];
        saved.RemoveRange(100, 50);
        using AlarmDatabase database = Restore(saved, last: 700);

        List<JournalEntry> lines = All(from => database.JournalPage(from, 200));
        Assert.Equal(saved.Select(Told), lines[..^1].Select(Told));
        Assert.Equal((701L, JournalAnchor.Kind), (Number(lines[^1]), Kind(lines[^1])));
        var verifier = new JournalVerifier();
        foreach (JournalEntry entry in lines) verifier.Take(entry);
        Assert.Null(verifier.End());
        Assert.Equal(
            [new SeqRange(Number(first) + 100, Number(first) + 149), new SeqRange(Number(saved[^1]) + 1, 700)],
            verifier.Told.Select(static told => told.Lost));
        Assert.All(verifier.Told, static told => Assert.Equal(("damage", 701L), (told.Cause, told.Line)));
    }

    [Fact]
    public void A_journal_of_which_nothing_could_be_saved_says_so_and_goes_on_above_its_numbers()
    {
        using AlarmDatabase database = Restore([], last: 70);
        JournalEntry only = Assert.Single(database.JournalPage(1, 10));

        Assert.Equal(71, Number(only));
        Assert.Equal([new SeqRange(1, 70)], Anchor(only).Lost);
    }

    private static string Told(JournalEntry entry) => $"{entry.Number} {Text(entry.Payload)} {JournalChain.Hex(entry.Hash.Span)}";

    private static long Number(JournalEntry entry) => entry.Number;

    private static string Kind(JournalEntry entry) => JournalPayload.Read(entry.Payload)!.Line.Kind;

    private static JournalAnchor Anchor(JournalEntry entry) => JournalPayload.Read(entry.Payload)!.Anchor!;

    private static AlarmDatabase Restore(List<JournalEntry> saved, long last)
    {
        var folder = new MemoryFolder();
        using (var raw = PowerSafeDatabase.Open(folder, AlarmDatabase.FileName, AlarmDatabase.CheckpointPages, null))
        {
            raw.Commit(db =>
            {
                // As a salvage leaves them: in whatever order.
                foreach (JournalEntry entry in saved.AsEnumerable().Reverse())
                    db.GetCollection("journal").Insert(new LiteDB.BsonDocument { ["_id"] = entry.Number, ["h"] = entry.Hash.ToArray(), ["p"] = entry.Payload.ToArray() });
                db.GetCollection("meta").Upsert(new AlarmCounters { JournalUncounted = last }.Write(AlarmDatabase.CountersId));
            });
        }

        AlarmDatabase database = AlarmDatabase.Open(folder, long.MaxValue, null);
        database.Begin(static _ => { }, ["mqtt"]);
        return database;
    }

    private GatewayStore Open(long budget = Small) => GatewayStore.Open(_folder, new StoreConfig { BudgetBytes = budget }, _time, null);

    private void Reopen(long budget = Small)
    {
        _store.Dispose();
        _store = Open(budget);
    }

    private void Synchronise() => _store.SaveClock(new BootClock(_store.Boot, _time.GetUtcNow(), ClockSync.Sync));

    /// <summary>Lines <c>line 1</c> and so on, some to a commit.</summary>
    private void Write(int count, int every = 1, MonotonicTime? at = null)
    {
        foreach (int[] some in Enumerable.Range(1, count).Chunk(every))
            _ = _store.Append(new CommitBatch([], [], [.. some.Select(i => new JournalLine(at ?? new MonotonicTime(_store.Boot, TimeSpan.Zero), "alarm", "d.x", $"line {i}"))]));
    }

    private List<JournalEntry> All() => All(from => _store.JournalPage(from, 100).Entries);

    private static List<JournalEntry> All(Func<long, IReadOnlyList<JournalEntry>> pageAt)
    {
        List<JournalEntry> all = [];
        for (long from = 1; pageAt(from) is [.., var last] page; from = last.Number + 1) all.AddRange(page);
        return all;
    }

    private JournalFinding? Verify()
    {
        var verifier = new JournalVerifier(null, _store.JournalHead);
        foreach (JournalEntry entry in All()) verifier.Take(entry);
        return verifier.End();
    }

    /// <summary>As the version before wrote it.</summary>
    private void WriteUnchained(int count)
    {
        using PowerSafeDatabase database = PowerSafeDatabase.Open(_folder, AlarmDatabase.FileName, 250, null);
        database.Commit(db =>
        {
            for (int i = 1; i <= count; i++)
            {
                db.GetCollection("journal", BsonAutoId.Int64).Insert(new BsonDocument
                {
                    ["_id"] = (long)i,
                    ["b"] = 1L,
                    ["t"] = At(i).SinceBoot.Ticks,
                    ["k"] = "alarm",
                    ["s"] = "x",
                    ["x"] = $"old {i}",
                    ["z"] = 100L,
                });
            }

            BsonDocument counters = db.GetCollection("meta").FindById("counters");
            foreach (string name in (string[])["journalHash", "journalSegment", "journalSegmentBytes", "journalSwept", "journalUnchained", "laneBytes"]) counters.Remove(name);
            (counters["journalFirst"], counters["journalLast"], counters["journalBytes"]) = (1L, (long)count, 100L * count);
            db.GetCollection("meta").Update(counters);
        });
    }
}
