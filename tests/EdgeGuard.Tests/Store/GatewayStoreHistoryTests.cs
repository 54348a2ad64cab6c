using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class GatewayStoreHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_span_is_found_over_segments_and_runs_whether_delivered_or_not()
    {
        List<MonotonicTime> made = [];
        for (int run = 0; run < 3; run++)
        {
            using GatewayStore store = Open();
            for (int i = 1; i <= 60; i++)
                made.Add(Keep(store, i * 10, padding: 9000));
            store.Settle("mqtt", [new Settlement("t", new SeqRange(1, run * 50))]);
        }

        using GatewayStore reader = Open();
        Assert.True(Directory.EnumerateFiles(_folder, "telemetry-*.db").Count() > 3);
        foreach ((MonotonicTime from, MonotonicTime to) in Spans(made, reader.Boot))
        {
            IEnumerable<MonotonicTime> wanted = made.Where(at => at >= from && at.Boot <= to.Boot && !made.Any(m => m >= to && m < at));
            Assert.Equal(wanted, reader.History(from, to).Select(static m => m.Content.At));
        }
    }

    [Fact]
    public void What_a_run_stored_after_a_moment_ends_with_that_run()
    {
        MonotonicTime moment;
        using (GatewayStore first = Open())
        {
            for (int i = 1; i <= 9; i++)
                _ = Keep(first, i);
            moment = new MonotonicTime(first.Boot, TimeSpan.FromSeconds(6.5));
        }

        using GatewayStore second = Open();
        _ = Keep(second, 7);

        Assert.Equal([7, 8, 9], second.TelemetrySince(moment).Select(static m => m.Content.At.SinceBoot.TotalSeconds));
    }

    [Fact]
    public void A_store_opened_anew_in_which_nothing_is_gathered_yet_can_be_read_to_its_end()
    {
        MonotonicTime made;
        using (GatewayStore first = Open())
            made = Keep(first, 1);

        using GatewayStore second = Open();

        Assert.Empty(second.Readings("no.such", made, made with { SinceBoot = TimeSpan.MaxValue }));
    }

    [Fact]
    public void It_can_be_read_while_the_store_is_written_and_drops_its_oldest()
    {
        using GatewayStore store = Open(budget: 1_000_000);
        for (int i = 1; i <= 40; i++)
            _ = Keep(store, i, padding: 9000);
        MonotonicTime start = new(store.Boot, TimeSpan.Zero);
        List<double> read = [];

        foreach (OutboxMessage message in store.History(start, start with { SinceBoot = TimeSpan.FromSeconds(190) }))
        {
            read.Add(message.Content.At.SinceBoot.TotalSeconds);
            if (read.Count == 1)
            {
                for (int i = 41; i <= 200; i++)
                    _ = Keep(store, i, padding: 9000);
            }
        }

        Assert.Equal(read.Order().Distinct(), read);
        Assert.Equal(1, read[0]);
        Assert.Equal(190, read[^1]);
        Assert.True(store.Stats.DroppedTelemetry > 0);
    }

    [Fact]
    public void An_empty_store_and_a_span_beyond_all_have_no_history()
    {
        using GatewayStore store = Open();
        MonotonicTime now = new(store.Boot, TimeSpan.FromSeconds(5));
        Assert.Empty(store.History(default, now));
        _ = Keep(store, 1);
        Assert.Empty(store.History(now, now + TimeSpan.FromHours(1)));
        Assert.Single(store.History(default, now));
    }

    [Fact]
    public void A_damaged_older_segment_costs_its_own_messages_alone()
    {
        using (GatewayStore first = Open())
        {
            for (int i = 1; i <= 200; i++)
                _ = Keep(first, i, padding: 9000);
        }

        string oldest = Directory.EnumerateFiles(_folder, "telemetry-*.db").Order(StringComparer.Ordinal).First();
        File.WriteAllBytes(oldest, [.. Enumerable.Repeat((byte)0xA5, 100_000)]);
        using GatewayStore second = Open();

        List<double> read = [.. second.History(default, new MonotonicTime(second.Boot, TimeSpan.Zero)).Select(static m => m.Content.At.SinceBoot.TotalSeconds)];

        Assert.Equal(200, read[^1]);
        Assert.Equal(read.Count, read[^1] - read[0] + 1);
        Assert.Contains(second.Notices, static n => n.Text.En.Contains("put aside", StringComparison.Ordinal));
    }

    [Fact]
    public void The_last_thousand_alarms_that_ended_are_found_by_their_serial()
    {
        using (GatewayStore first = Open())
        {
            for (uint serial = 1; serial <= 1105; serial += 5)
                _ = first.Append(new CommitBatch([], [], []) { Ended = [.. Enumerable.Range(0, 5).Select(i => Ended(serial + (uint)i))] });
        }

        using GatewayStore second = Open();
        Assert.Null(second.Ended(50));
        AlarmOccurrence kept = second.Ended(106)!;
        Assert.Equal(Ended(106) with { Related = kept.Related }, kept);
        Assert.Equal(Ended(106).Related, kept.Related);
        Assert.NotNull(second.Ended(1105));
        Assert.Null(second.Ended(1106));
    }

    private static IEnumerable<(MonotonicTime From, MonotonicTime To)> Spans(List<MonotonicTime> made, uint lastBoot)
    {
        yield return (default, new MonotonicTime(lastBoot, TimeSpan.Zero));
        var random = new Random(11);
        for (int i = 0; i < 30; i++)
        {
            (int a, int b) = (random.Next(made.Count), random.Next(made.Count));
            TimeSpan shift = TimeSpan.FromSeconds(random.Next(-1, 2));
            yield return (made[Math.Min(a, b)] + shift, made[Math.Max(a, b)] + shift);
        }
    }

    private static MonotonicTime Keep(GatewayStore store, double seconds, int padding = 10)
    {
        var at = new MonotonicTime(store.Boot, TimeSpan.FromSeconds(seconds));
        _ = store.Append(Batch(Telemetry($"{seconds}", padding) with { At = at }));
        // The newest few are gathered only, and must be found too.
        if (seconds % 7 == 0) store.FlushTelemetry();
        return at;
    }

    private GatewayStore Open(long budget = 4_000_000) => GatewayStore.Open(_folder, new StoreConfig { BudgetBytes = budget }, TimeProvider.System);
}
