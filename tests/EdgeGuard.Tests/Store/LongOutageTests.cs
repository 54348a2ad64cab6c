using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;
using Microsoft.Extensions.Time.Testing;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>
/// The broker is away for 72 hours of 2,000 points a second, every reading told (EDGEGUARD_LONG=1; otherwise some minutes and a budget as small).
/// </summary>
[Collection(nameof(Alone))]
public sealed class LongOutageTests : IDisposable
{
    private const int Points = 2000;
    private static readonly bool Long = Environment.GetEnvironmentVariable("EDGEGUARD_LONG") == "1";
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-outage-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly List<TelemetryGap> _gaps = [];
    private long _given;
    private long _readings;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_long_outage_takes_no_more_memory_keeps_the_budget_and_tells_exactly_what_is_lost()
    {
        long budget = Long ? 64_000_000 : 1_000_000;
        int seconds = Long ? 72 * 3600 : 2400;
        using GatewayStore store = Open(budget);
        var room = new TelemetryRoom(Points, store.Boot);
        long early = 0;
        for (int second = 1; second <= seconds; second++)
        {
            Live(store, room, second, budget);
            if (second == seconds / 4) early = Memory();
        }

        Assert.InRange(Memory() - early, long.MinValue, 6_000_000);
        Assert.True(_gaps.Count > 0);
        (HashSet<long> sent, long readings) = Drain(store);
        AssertAccountedFor(sent);
        Assert.Equal(_readings, readings + _gaps.Sum(static gap => gap.Readings!.Value));
        Assert.Equal(0, store.Stats.PendingTelemetry);
        Assert.Equal(store.Stats.DroppedTelemetry, _gaps.Sum(static gap => gap.Messages));
    }

    [Fact]
    public void In_an_alarm_storm_in_the_outage_telemetry_gives_way_and_no_alarm_is_lost()
    {
        const long Budget = 1_850_000;
        using GatewayStore store = Open(Budget);
        var room = new TelemetryRoom(Points / 4, store.Boot);
        int alarms = 0;
        for (int second = 1; second <= 1800; second++)
        {
            Live(store, room, second, Budget);
            // Delivered in the first half: history then, which goes before anything that was not.
            if (second == 900) _ = Drain(store);
            if (second is <= 1000 or > 1400 || second % 2 == 0) continue;
            _ = store.Append(Batch([.. Enumerable.Range(0, 8).Select(_ => Alarm($"storm {++alarms} {new string('x', 400)}"))]));
        }

        Assert.Equal(Enumerable.Range(1, alarms).Select(static n => (long)n), store.Peek("mqtt", Lane.Alarm, alarms + 10).Select(static m => m.Seq));
        Assert.NotEmpty(_gaps);
        Assert.All(_gaps, static gap => Assert.True(gap.First > 900, "what was delivered is no gap"));
        (HashSet<long> sent, _) = Drain(store);
        sent.UnionWith(Enumerable.Range(1, 900).Select(static n => (long)n));
        AssertAccountedFor(sent);
    }

    private void Live(GatewayStore store, TelemetryRoom room, int second, long budget)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        IReadOnlyList<OutboxMessage> given = store.Append(new CommitBatch([], [.. room.Second(second)], []));
        _given = given[^1].Seq;
        _readings += given.Sum(static message => (long)Count(message));
        if (second % 5 != 0) return;
        store.TendTelemetry();
        foreach (TelemetryGap gap in store.Gaps)
        {
            _gaps.Add(gap);
            store.Forget(gap);
        }

        Assert.InRange(Directory.EnumerateFiles(_folder).Sum(static file => new FileInfo(file).Length), 0, budget);
    }

    /// <summary>Every number is either sent or told as lost, and none both.</summary>
    private void AssertAccountedFor(HashSet<long> sent)
    {
        foreach (TelemetryGap gap in _gaps)
        {
            Assert.Equal(gap.Messages, gap.Last - gap.First + 1);
            Assert.Equal(GapCause.Budget, gap.Cause);
            Assert.True(gap.From <= gap.To);
            for (long seq = gap.First; seq <= gap.Last; seq++) Assert.True(sent.Add(seq), $"{seq} is told as lost and is not");
        }

        Assert.Equal(_given, sent.Count);
        Assert.Equal(_given, sent.Max());
    }

    private static (HashSet<long> Sent, long Readings) Drain(GatewayStore store)
    {
        var sent = new HashSet<long>();
        long readings = 0;
        while (store.Peek("mqtt", Lane.Telemetry, 64) is { Count: > 0 } some)
        {
            foreach (OutboxMessage message in some)
            {
                Assert.True(sent.Add(message.Seq));
                readings += Count(message);
            }

            store.Settle("mqtt", [new Settlement("t", new SeqRange(some[0].Seq, some[^1].Seq))]);
        }

        return (sent, readings);
    }

    private static int Count(OutboxMessage message) => message.Content.Body.Span.Count("],["u8) + 1;

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private GatewayStore Open(long budget) => GatewayStore.Open(_folder, new StoreConfig { BudgetBytes = budget }, _time);
}
