using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class StoreWatchTests : IDisposable
{
    private static readonly DateTimeOffset s_begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StoreConfig s_config = new() { BudgetBytes = 32 << 20 };
    private readonly GatewayStore _store = GatewayStore.Open(new MemoryFolder(), s_config, TimeProvider.System, null);
    private readonly FakeTimeProvider _time = new(s_begin);
    private readonly ClockMap _clocks = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void It_tells_how_far_back_the_history_goes_and_how_long_messages_have_waited()
    {
        StoreWatch watch = Watch(delivers: true);
        watch.Look();
        Assert.Equal((null, 0.0), (watch.Figures.HistoryFrom, watch.Figures.UndeliveredSeconds));

        new RecordedRun(_store).Live(0, 600, static t => t);
        _time.Advance(TimeSpan.FromHours(12));
        watch.Look();

        StoreFigures figures = watch.Figures;
        Assert.InRange(figures.HistoryFrom!.Value, s_begin, s_begin.AddSeconds(30));
        Assert.Equal(0.5, figures.HistoryDays!.Value, 0.01);
        Assert.InRange(figures.UndeliveredSeconds!.Value, 43_100, 43_200);
        // Nothing was delivered: all that is kept waits.
        Assert.Equal(figures.UsedPercent, figures.UndeliveredPercent!.Value, 0.1);
        Assert.True(figures.Segments >= 1);
        Assert.Equal(_store.Stats.Bytes, figures.Bytes);

        _store.Settle("mqtt", [new Settlement("t", new SeqRange(1, 10_000)), new Settlement("alarm", new SeqRange(1, 10_000))]);
        watch.Look();
        Assert.Equal((0.0, 0.0), (watch.Figures.UndeliveredSeconds, watch.Figures.UndeliveredPercent));
    }

    [Fact]
    public void Without_a_platform_nothing_is_undelivered_and_without_a_clock_no_age_is_told()
    {
        new RecordedRun(_store, _store.Boot + 1).Live(0, 60, static t => t);
        StoreWatch watch = Watch(delivers: false);
        _clocks.Set(new BootClock(_store.Boot + 1, DateTimeOffset.UnixEpoch, ClockSync.Unsynced));
        watch.Look();

        Assert.Equal((null, null, null), (watch.Figures.UndeliveredSeconds, watch.Figures.UndeliveredPercent, watch.Figures.HistoryDays));
        Assert.Equal(ClockSync.Unsynced, watch.Figures.HistoryClock);
    }

    private StoreWatch Watch(bool delivers)
    {
        _clocks.Set(new BootClock(_store.Boot, s_begin, ClockSync.Sync));
        var clock = new RoomClock(_clocks, TimeZoneInfo.CreateCustomTimeZone("room", TimeSpan.FromHours(8), null, null));
        return new StoreWatch(_store, s_config, new BootTime(_store.Boot, _time), clock, delivers, _time);
    }
}
