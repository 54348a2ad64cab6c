using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Store.PowerCuts;
using Microsoft.Extensions.Time.Testing;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class TelemetryKeeperTests
{
    private readonly TraceFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<OutboxMessage> _sent = [];

    [Fact]
    public void A_gap_is_told_as_an_event_and_in_the_journal_and_then_forgotten()
    {
        using GatewayStore store = Cut();
        var keeper = new TelemetryKeeper(store, Language.En, _sent.AddRange);
        keeper.Tend();
        keeper.Tend();

        OutboxMessage told = Assert.Single(_sent);
        Assert.Equal(("event", Lane.Alarm, "event"), (told.Content.Stream, told.Content.Lane, told.Content.Topic));
        Assert.Equal(At(7), told.Content.Onset);
        Assert.Equal(store.Boot, told.Content.At.Boot);
        Assert.Equal(
            """{"kind":"gap","stream":"t","first":3,"last":18,"messages":16,"readings":null,"cause":"power"}""", Encoding.UTF8.GetString(told.Content.Body.Span));
        JournalLine line = Assert.Single(store.Journal(10));
        Assert.Equal(("gap", "t"), (line.Kind, line.Subject));
        Assert.Contains("3 to 18", line.Text, StringComparison.Ordinal);
        Assert.Equal(told.Seq, Assert.Single(store.Peek("mqtt", Lane.Alarm, 9)).Seq);
        Assert.Empty(store.Gaps);
    }

    [Fact]
    public void A_gap_that_could_not_be_told_is_told_when_it_can()
    {
        using GatewayStore store = Cut();
        var keeper = new TelemetryKeeper(store, Language.Zh, _sent.AddRange);
        _folder.WritesUntilFull = 0;
        Assert.Throws<OutboxFaultException>(keeper.Tend);
        _folder.WritesUntilFull = null;
        Assert.True(store.TryReopen());
        keeper.Tend();

        Assert.Single(_sent);
        Assert.Empty(store.Gaps);
    }

    [Fact]
    public void A_chunk_is_kept_when_its_time_has_come()
    {
        using GatewayStore store = Open();
        var keeper = new TelemetryKeeper(store, Language.En, _sent.AddRange);
        int before = Flushes();
        _ = store.Append(Batch(Telemetry("t1")));
        keeper.Tend();
        Assert.Equal(before, Flushes());
        _time.Advance(TimeSpan.FromSeconds(46));
        keeper.Tend();
        Assert.Equal(before + 1, Flushes());
        Assert.Empty(_sent);
    }

    /// <summary>A store after a power cut that cost what came after its second message.</summary>
    private GatewayStore Cut()
    {
        GatewayStore cut = Open();
        _ = cut.Append(Batch(Telemetry("t1"), Telemetry("t2") with { At = At(7) }));
        cut.FlushTelemetry();
        for (int i = 3; i <= 10; i++) _ = cut.Append(Batch(Telemetry($"t{i}")));
        return Open();
    }

    private int Flushes() => _folder.Trace.Count(static e => e.Action == DiskAction.Flush && e.File.StartsWith("telemetry", StringComparison.Ordinal));

    private GatewayStore Open() => GatewayStore.Open(_folder, new StoreConfig { BudgetBytes = 16_000_000 }, _time, ["mqtt"]);
}
