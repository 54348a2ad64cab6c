using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Store.PowerCuts;
using Microsoft.Extensions.Time.Testing;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class StoreWearTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TraceFolder _folder = new();

    [Fact]
    public void Every_write_and_every_flush_that_reaches_the_disk_is_counted()
    {
        using GatewayStore store = Open();
        (StoreWear before, int done) = (store.Wear, _folder.Trace.Count);
        for (int i = 0; i < 20; i++) _ = store.Append(Batch(Alarm($"{i}"), Telemetry($"{i}", 5000)));

        List<DiskEvent> events = _folder.Trace[done..];
        StoreWear after = store.Wear;
        Assert.Equal(events.Where(static e => e.Action == DiskAction.Write).Sum(static e => e.Bytes.Length), after.RawBytes - before.RawBytes);
        Assert.Equal(events.Count(static e => e.Action is DiskAction.Flush or DiskAction.FlushFolder), after.Flushes - before.Flushes);
        Assert.True(after.BytesWritten - before.BytesWritten >= after.RawBytes - before.RawBytes);
        Assert.Equal(0, after.BytesWritten % 4096);
    }

    [Fact]
    public void A_block_written_twice_between_two_flushes_counts_once()
    {
        var wear = new WearCount(_time);
        using BlockFile file = new RunFolder(_folder, wear, static () => "", static _ => { }).Open("x");
        file.Write(4000, new byte[200]);
        file.Write(100, new byte[50]);
        Assert.Equal((8192, 250), (wear.Total.BytesWritten, wear.Total.RawBytes));
        file.Flush();
        file.Write(0, new byte[1]);
        Assert.Equal((12288, 1), (wear.Total.BytesWritten, wear.Total.Flushes));
    }

    [Fact]
    public void The_count_goes_on_over_restarts_and_over_the_time_that_the_store_ran()
    {
        StoreWear first;
        using (GatewayStore store = Open())
        {
            for (int i = 0; i < 20; i++) _ = store.Append(Batch(Alarm($"{i}")));
            _time.Advance(TimeSpan.FromHours(1));
            first = store.Wear;
        }

        _time.Advance(TimeSpan.FromDays(3));
        using GatewayStore again = Open();
        Assert.True(again.Wear.BytesWritten > first.BytesWritten);
        Assert.True(again.Wear.Flushes > first.Flushes);
        Assert.Equal(TimeSpan.FromHours(1), again.Wear.Over);
    }

    [Fact]
    public void A_power_cut_leaves_at_most_six_hours_uncounted_for_four_blocks_a_day()
    {
        GatewayStore store = Open();
        for (int hour = 0; hour < 23; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            _ = store.Append(Batch(Telemetry($"{hour}")));
        }

        int own = _folder.Trace.Count(static e => e is { Action: DiskAction.Write, File: NumberFile.FileName });
        using GatewayStore again = GatewayStore.Open(_folder, new StoreConfig(), _time, null);
        Assert.InRange(again.Wear.Over, TimeSpan.FromHours(17), TimeSpan.FromHours(23));
        Assert.InRange(own, 3, 6);
    }

    private GatewayStore Open() => GatewayStore.Open(_folder, new StoreConfig(), _time, null);
}
