using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Store.PowerCuts;
using Microsoft.Extensions.Time.Testing;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>What is left of an alarm database that was damaged.</summary>
public sealed class SalvageTests
{
    private const int Alarms = 200;
    private const int PageSize = 8192;
    private static readonly FakeTimeProvider s_time = new(new DateTimeOffset(2026, 11, 25, 20, 45, 0, TimeSpan.Zero));
    private static readonly Lazy<(TraceFolder Folder, string Epoch)> s_filled = new(Fill);

    [Fact]
    public void A_damaged_page_costs_what_stands_on_it_and_nothing_else()
    {
        byte[] data = Rot.Read(s_filled.Value.Folder, "alarms.db");
        int lostOnce = 0;
        for (int page = 1; page < data.Length / PageSize; page++)
        {
            MemoryFolder folder = Damaged("alarms.db", (page * PageSize) + 5000);
            bool isData = data[(page * PageSize) + 4] == 4;
            // Without a read of that page nobody knows; a thorough look finds it.
            Quarantine.PutAside(folder, "alarms", "Page does not match its checksum");
            using GatewayStore store = Open(folder);
            (int states, int active, int messages, int journal, int ended) = Found(store);
            // Where nobody knows any more which messages were delivered, those are sent again too.
            int lost = Alarms - ended + (Alarms - journal) + Math.Max(0, Alarms - messages) + (40 - active) + (40 - states);
            Assert.InRange(lost, 0, isData ? 120 : 0);
            if (lost > 0) lostOnce++;
            Assert.Contains(store.Notices, static n => n.IsTrouble && n.Text.En.Contains("1 of ", StringComparison.Ordinal));
            AssertGoesOn(store);
        }

        Assert.True(lostOnce > 5);
    }

    [Theory]
    [InlineData("alarms.db", 5000)]
    [InlineData("alarms.db", 40)]
    [InlineData("alarms.db", 200)]
    public void The_first_page_names_the_collections_and_without_it_all_is_found_by_its_shape(string file, int offset)
    {
        MemoryFolder folder = Damaged(file, offset);
        using GatewayStore store = Open(folder);
        Assert.Equal((40, 40, Alarms, Alarms, Alarms), Found(store));
        Assert.Equal([9], store.LoadAcceptedConfiguration()!.Value.ToArray());
        Assert.Equal(7u, Assert.Single(store.LoadClocks()).Boot);
        AssertGoesOn(store);
    }

    [Fact]
    public void The_name_says_when_and_why_and_the_notices_say_what_came_back()
    {
        MemoryFolder folder = Damaged("alarms.db", 5000);
        using GatewayStore store = Open(folder);
        Assert.Contains("alarms.db.bad-20261125T2045Z-b2-page-crc-taken", folder.Names());
        Assert.Contains("alarms.log.bad-20261125T2045Z-b2-page-crc", folder.Names());
        Assert.Contains("alarms.crc.bad-20261125T2045Z-b2-page-crc", folder.Names());
        Assert.Equal(2, store.Notices.Count);
        Assert.All(store.Notices, static notice => Assert.True(notice.IsTrouble));
        // Delivered ones, which may be asked for again, are among them; and the anchors of the journal.
        Assert.Matches("40 alarm states, 40 active alarms, 300 messages, 20[0-9] journal lines, 200 ended alarms", store.Notices[1].Text.En);
        Assert.Matches("告警状态 40 条、活动告警 40 条、消息 300 条、日志 20[0-9] 行", store.Notices[1].Text.Zh);
    }

    [Fact]
    public void An_undelivered_message_keeps_its_key_and_new_ones_go_on_above_it_in_a_new_epoch()
    {
        MemoryFolder folder = Damaged("alarms.db", 5000);
        using GatewayStore store = Open(folder);
        IReadOnlyList<OutboxMessage> waiting = store.Peek("mqtt", Lane.Alarm, 1000);
        Assert.Equal(Enumerable.Range(101, Alarms).Select(static i => (long)i), waiting.Select(static m => m.Seq));
        Assert.All(waiting, m => Assert.Equal(s_filled.Value.Epoch, m.Epoch));

        OutboxMessage added = store.Append(Batch(Alarm("new")))[0];
        Assert.NotEqual(s_filled.Value.Epoch, added.Epoch);
        Assert.True(added.Seq > 300);
        store.Settle("mqtt", [new Settlement("alarm", new SeqRange(101, 300))]);
        Assert.Equal(added.Seq, Assert.Single(store.Peek("mqtt", Lane.Alarm, 1000)).Seq);
        Assert.Equal(1, store.Stats.PendingAlarms);
    }

    [Fact]
    public void What_waited_in_the_journal_of_a_damaged_database_comes_back_too()
    {
        var folder = new TraceFolder();
        GatewayStore killed = Open(folder);
        _ = killed.Append(State("a", "active"));
        _ = killed.Append(Batch(Alarm("1", "a"), Alarm("2")));
        // No orderly end: all of it stands in the journal alone.
        MemoryFolder left = Rot.Copy(folder);
        Quarantine.PutAside(left, "alarms", "x");
        using GatewayStore store = Open(left);
        Assert.Equal(2, store.Peek("mqtt", Lane.Alarm, 9).Count);
        Assert.Equal("active", Text(Assert.Single(store.LoadStates()).Value));
        Assert.Equal("a", Assert.Single(store.Active()).Content.ActiveKey);
    }

    [Fact]
    public void A_record_of_the_journal_that_has_rotted_is_damage_and_not_the_end_of_the_journal()
    {
        var folder = new TraceFolder();
        GatewayStore killed = Open(folder);
        for (int i = 0; i < 10; i++) _ = killed.Append(Batch(Alarm($"{i}")));
        MemoryFolder left = Rot.Copy(folder);
        Rot.Flip(left, "alarms.log", 8192 + (4 * 8192) + 100);
        using GatewayStore store = Open(left);
        Assert.Contains("the journal is damaged", store.Notices[0].Text.En, StringComparison.Ordinal);
        Assert.Contains(left.Names(), static name => name.Contains("journal-crc", StringComparison.Ordinal));
        Assert.NotEqual(killed.Epoch, store.Epoch);
        Assert.True(store.Append(Batch(Alarm("next")))[0].Seq > 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    public void Each_mark_of_the_journal_has_a_twin_so_that_a_rotten_one_costs_nothing(int twin)
    {
        var folder = new TraceFolder();
        GatewayStore killed = Open(folder);
        for (int i = 0; i < 10; i++) _ = killed.Append(Batch(Alarm($"{i}")));
        MemoryFolder left = Rot.Copy(folder);
        Rot.Flip(left, "alarms.log", twin + 9);
        Rot.Flip(left, "alarms.log", 4096 + twin + 9);
        using GatewayStore store = Open(left);
        Assert.Empty(store.Notices);
        Assert.Equal(10, store.Peek("mqtt", Lane.Alarm, 99).Count);
    }

    [Fact]
    public void Power_cuts_while_salvaging_cost_nothing_and_bring_nothing_twice()
    {
        TraceFolder opening = new(FilesOf(Damaged("alarms.db", 5000)));
        Open(opening).Dispose();
        var random = new Random(3);
        for (int cut = 0; cut < 40; cut++)
        {
            var image = new DiskImage(opening.Start);
            foreach (DiskEvent change in opening.Trace.Take(random.Next(opening.Trace.Count))) image.Apply(change);
            using GatewayStore store = Open(new TraceFolder(image.Cut(random)));
            Assert.Equal((40, 40, Alarms, Alarms, Alarms), Found(store));
            Assert.True(store.Append(Batch(Alarm("next")))[0].Seq > 300);
        }
    }

    [Fact]
    public void A_store_of_thirty_thousand_journal_lines_is_salvaged_well_within_ten_seconds()
    {
        var folder = new MemoryFolder();
        using (GatewayStore store = Open(folder))
        {
            for (int i = 0; i < 30; i++)
                _ = store.Append(new CommitBatch([], [], [.. Enumerable.Range(0, 1000).Select(n => new JournalLine(At(n), "alarm", "ac1/high", $"高温告警 {i} {n}"))]));
        }

        Rot.Flip(folder, "alarms.db", 5000);
        long start = TimeProvider.System.GetTimestamp();
        using GatewayStore salvaged = Open(folder);
        TimeSpan took = TimeProvider.System.GetElapsedTime(start);
        Assert.Equal(30_000, salvaged.Journal(int.MaxValue).Count);
        Assert.True(took < TimeSpan.FromSeconds(10), $"{took}");
        TestContext.Current.SendDiagnosticMessage($"30,000 lines salvaged in {took.TotalSeconds:F1} s");
    }

    private static void AssertGoesOn(GatewayStore store)
    {
        Assert.True(store.Append(Batch(Alarm("next")))[0].Seq > 300);
        Assert.NotEqual(s_filled.Value.Epoch, store.Epoch);
    }

    private static (int States, int Active, int Messages, int Journal, int Ended) Found(GatewayStore store) => (
        store.LoadStates().Count,
        store.Active().Count,
        store.Peek("mqtt", Lane.Alarm, 1000).Count,
        store.Journal(10_000).Count,
        Enumerable.Range(1, Alarms).Count(i => store.Ended((uint)i) is not null));

    private static MemoryFolder Damaged(string file, long offset)
    {
        MemoryFolder folder = Rot.Copy(s_filled.Value.Folder);
        Rot.Flip(folder, file, offset);
        return folder;
    }

    private static Dictionary<string, byte[]> FilesOf(StoreFolder folder) => folder.Names().ToDictionary(static n => n, n => Rot.Read(folder, n));

    private static (TraceFolder Folder, string Epoch) Fill()
    {
        var folder = new TraceFolder();
        using GatewayStore store = Open(folder);
        for (int i = 1; i <= 100; i++) _ = store.Append(Batch(Alarm($"old {i}")));
        store.Settle("mqtt", [new Settlement("alarm", new SeqRange(1, 100))]);
        for (int i = 1; i <= Alarms; i++)
        {
            string key = $"key{i % 40}";
            _ = store.Append(new CommitBatch(
                [new StateChange(key, new byte[500 + i])], [Alarm($"{i} {new string('x', 400)}", key)], [new JournalLine(At(i), "alarm", key, $"line {i}")])
            {
                Ended = [Ended((uint)i)],
            });
        }

        store.SaveAcceptedConfiguration(new byte[] { 9 });
        store.SaveClock(new BootClock(7, DateTimeOffset.UnixEpoch.AddYears(50), ClockSync.Sync));
        return (folder, store.Epoch);
    }

    private static GatewayStore Open(StoreFolder folder) => GatewayStore.Open(folder, new StoreConfig(), s_time, null);
}
