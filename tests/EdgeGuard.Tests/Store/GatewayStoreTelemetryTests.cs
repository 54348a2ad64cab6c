using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Store.PowerCuts;
using Microsoft.Extensions.Time.Testing;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class GatewayStoreTelemetryTests
{
    private readonly TraceFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_chunk_is_kept_when_its_time_has_come_with_one_flush_of_its_file()
    {
        using GatewayStore store = Open();
        int before = Flushes();
        for (int second = 0; second < 44; second++) Live(store, $"t{second}");
        Assert.Equal(before, Flushes());
        _time.Advance(TimeSpan.FromSeconds(2));
        store.TendTelemetry();
        Assert.Equal(before + 1, Flushes());
        Assert.Equal(44, Reader(store).Count);
    }

    [Fact]
    public void A_power_cut_costs_what_was_only_gathered_and_that_is_told_as_a_gap()
    {
        GatewayStore cut = Open();
        _ = cut.Append(Batch(Telemetry("t1"), Telemetry("t2") with { At = At(7) }));
        cut.FlushTelemetry();
        _ = cut.Append(Batch(Telemetry("t3")));

        using GatewayStore next = Open();
        TelemetryGap gap = Assert.Single(next.Gaps);
        Assert.Equal((3, At(7), GapCause.Power, null), (gap.First, gap.From, gap.Cause, gap.Readings));
        Assert.Equal(gap.Last - 2, gap.Messages);
        Assert.Equal(next.Boot, gap.To.Boot);
        Assert.Equal([1L, 2], Reader(next));
        Assert.Equal(gap.Last + 1, next.Append(Batch(Telemetry("t4")))[0].Seq);
        Assert.Equal(3, next.Stats.PendingTelemetry);
        next.Forget(gap);
        Assert.Empty(next.Gaps);
        Assert.Empty(next.Notices);
    }

    [Fact]
    public void A_clean_stop_leaves_no_gap()
    {
        using (GatewayStore first = Open()) _ = first.Append(Batch(Telemetry("t1")));
        using GatewayStore second = Open();
        Assert.Empty(second.Gaps);
        Assert.Equal(2, second.Append(Batch(Telemetry("t2")))[0].Seq);
    }

    [Fact]
    public void Without_the_file_of_numbers_none_is_given_twice_after_a_power_cut()
    {
        GatewayStore cut = Open();
        _ = cut.Append(Batch(Telemetry("t1")));
        cut.FlushTelemetry();
        long lost = cut.Append(Batch(Telemetry("t2"), Telemetry("t3")))[^1].Seq;
        _folder.Delete(NumberFile.FileName);

        using GatewayStore next = Open();
        Assert.True(next.Append(Batch(Telemetry("t4")))[0].Seq > lost);
        Assert.Equal(GapCause.Power, Assert.Single(next.Gaps).Cause);
    }

    [Fact]
    public void What_is_asked_for_again_is_given_again_as_far_as_it_is_there()
    {
        GatewayStore cut = Open();
        _ = cut.Append(Batch(Telemetry("t1"), Telemetry("t2"), Telemetry("t3")));
        cut.FlushTelemetry();
        _ = cut.Append(Batch(Telemetry("t4")));
        using GatewayStore store = Open();
        long next = store.Append(Batch(Telemetry("t5")))[0].Seq;
        store.Settle("mqtt", [new Settlement("t", new SeqRange(1, next))]);
        Assert.Empty(Reader(store));

        store.Settle("mqtt", [new Settlement("t", new SeqRange(2, 99_999)) { Again = true }]);
        Assert.Equal([2, 3, next], Reader(store));
        Assert.Equal(3, store.Stats.PendingTelemetry);
    }

    [Fact]
    public void Marks_are_written_with_the_next_chunk_and_by_themselves_only_while_a_backlog_drains()
    {
        using (GatewayStore store = Open())
        {
            for (int i = 1; i <= 500; i++) _ = store.Append(Batch(Telemetry($"t{i}")));
            store.FlushTelemetry();
            int before = Flushes();
            for (int i = 1; i <= 400; i++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(50));
                store.Settle("mqtt", [new Settlement("t", new SeqRange(i, i))]);
            }

            Assert.InRange(Flushes() - before, 1, 2);
        }

        using GatewayStore next = Open();
        Assert.Equal(Enumerable.Range(401, 100).Select(static i => (long)i), Reader(next));
    }

    [Fact]
    public void While_the_disk_fails_telemetry_waits_in_memory_and_what_does_not_fit_is_a_gap()
    {
        using GatewayStore store = Open();
        _ = store.Append(Batch(Telemetry("t1")));
        _folder.WritesUntilFull = 0;
        Assert.Throws<OutboxFaultException>(store.FlushTelemetry);
        Assert.NotNull(store.Stats.Fault);
        // The file of numbers is written where it stands, which a full disk does not refuse.
        _folder.WritesUntilFull = null;
        long last = 0;
        for (int i = 2; i <= 60; i++) last = store.Append(Batch(Telemetry($"t{i}", padding: 20_000)))[0].Seq;
        Assert.True(store.TryReopen());
        store.FlushTelemetry();

        TelemetryGap gap = Assert.Single(store.Gaps);
        Assert.Equal((1, GapCause.Memory, 0L), (gap.First, gap.Cause, gap.Readings));
        List<long> left = Reader(store);
        Assert.Equal(Enumerable.Range((int)gap.Last + 1, (int)(last - gap.Last)).Select(static n => (long)n), left);
        Assert.InRange(left.Count, 10, 40);
        Assert.Null(store.Stats.Fault);
    }

    [Fact]
    public void Settled_marks_survive_a_fault_of_the_disk()
    {
        using GatewayStore store = Open();
        _ = store.Append(Batch(Telemetry("t1"), Telemetry("t2")));
        store.FlushTelemetry();
        store.Settle("mqtt", [new Settlement("t", new SeqRange(1, 1))]);
        _ = store.Append(Batch(Telemetry("t3")));
        _folder.FlushesUntilError = 0;
        Assert.Throws<OutboxFaultException>(store.FlushTelemetry);
        _folder.FlushesUntilError = null;
        Assert.True(store.TryReopen());

        Assert.Equal([2L, 3], Reader(store));
        Assert.Empty(store.Gaps);
    }

    [Fact]
    public void The_readings_of_one_point_are_found_over_runs_and_in_what_is_only_gathered()
    {
        var wanted = new List<StoredReading>();
        for (int run = 1; run <= 3; run++)
        {
            using GatewayStore store = Open();
            var room = new TelemetryRoom(60, store.Boot);
            for (int second = 1; second <= 100; second++)
            {
                MessageDraft[] drafts = [.. room.Second(second)];
                _ = store.Append(Batch(drafts));
                wanted.AddRange(drafts.SelectMany(static d => Of(d, "dev001.signal07")));
                if (second % 9 == 0) store.FlushTelemetry();
            }

            (MonotonicTime from, MonotonicTime to) = (wanted[17].At, wanted[^5].At);
            Assert.Equal(wanted[17..^5], store.Readings("dev001.signal07", from, to));
            Assert.Equal(wanted, store.Readings("dev001.signal07", default, to with { Boot = 9 }));
            Assert.Empty(store.Readings("dev001.unknown", default, to));
        }
    }

    [Fact]
    public void A_segment_whose_deletion_was_cut_off_does_not_meet_the_new_one_of_its_name()
    {
        using (var old = PowerSafeDatabase.Open(_folder, TelemetrySegment.NameOf(1), 100, null))
            old.Commit(static db => db.GetCollection("meta").Insert(new LiteDB.BsonDocument { ["_id"] = "x" }));
        _folder.Delete(TelemetrySegment.NameOf(1) + DatabaseFiles.Data);

        using GatewayStore store = Open();
        Assert.Empty(store.Notices);
        _ = store.Append(Batch(Telemetry("t1")));
        Assert.Single(Reader(store));
    }

    [Fact]
    public void A_store_of_the_earlier_form_is_put_aside_and_said_so()
    {
        using (var old = PowerSafeDatabase.Open(_folder, TelemetrySegment.NameOf(1), 100, null))
            old.Commit(static db => db.GetCollection("outbox").Insert(new LiteDB.BsonDocument { ["_id"] = 1L, ["s"] = "t" }));
        using GatewayStore store = Open();
        Assert.Contains("earlier program", Assert.Single(store.Notices).Text.En, StringComparison.Ordinal);
        _ = store.Append(Batch(Telemetry("t1")));
        Assert.Single(Reader(store));
    }

    private static List<StoredReading> Of(MessageDraft draft, string point)
    {
        var found = new List<StoredReading>();
        var body = new TelemetryBody(draft.Body.Span, draft.At);
        while (body.Read())
        {
            if (System.Text.Encoding.UTF8.GetString(body.Point) == point) found.Add(new StoredReading(body.At, body.Value, body.Quality, body.Reason));
        }

        return found;
    }

    private static List<long> Reader(GatewayStore store) => [.. store.Peek("mqtt", Lane.Telemetry, 1000).Select(static m => m.Seq)];

    private int Flushes() => _folder.Trace.Count(static e => e.Action == DiskAction.Flush && e.File.StartsWith("telemetry", StringComparison.Ordinal));

    private void Live(GatewayStore store, string text)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        _ = store.Append(Batch(Telemetry(text)));
    }

    private GatewayStore Open() => GatewayStore.Open(_folder, new StoreConfig { BudgetBytes = 16_000_000 }, _time, ["mqtt"]);
}
