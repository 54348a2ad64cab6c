using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class StoredReadingsTests : IDisposable
{
    private readonly GatewayStore _store = GatewayStore.Open(new MemoryFolder(), new StoreConfig(), TimeProvider.System, null);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void The_polls_after_a_snapshot_come_again_with_values_within_the_deadband()
    {
        var run = new RecordedRun(_store);
        run.Live(0, 600, t => t % 100 < 50 ? 20 : 20 + (t % 100), silent: t => t is > 400 and < 450);
        MonotonicTime snapshot = run.At(300.2);

        StoredReadings stored = StoredReadings.After(snapshot, _store, RecordedRun.Model);
        List<(MonotonicTime At, int Device, double[] Values, bool Failed)> again = [];
        foreach (PollInput poll in stored.Polls())
            again.Add((poll.At, poll.Device, [.. poll.Readings.ToArray().Select(static r => r.Value)], poll.Failed));

        Assert.InRange(stored.Span.TotalSeconds, 288, 300);
        Assert.Equal(again.Select(static p => p.At).Order(), again.Select(static p => p.At));
        var lived = run.Polls.Where(p => p.At > snapshot && p.At < stored.Until).OrderBy(static p => (p.At, p.Device)).ToList();
        again = [.. again.Where(p => p.At < stored.Until).OrderBy(static p => (p.At, p.Device))];
        Assert.Equal(lived.Select(static p => (p.At, p.Device, p.Failed)), again.Select(static p => (p.At, p.Device, p.Failed)));
        foreach ((double was, double now) in lived.SelectMany(static p => p.Values).Zip(again.SelectMany(static p => p.Values)))
            Assert.True(was.Equals(now) || Math.Abs(was - now) <= 0.0051 * Math.Abs(was) + 0.0001, $"{was} came again as {now}");
    }

    [Fact]
    public void After_a_clean_stop_nothing_is_left_to_live_through()
    {
        var run = new RecordedRun(_store);
        run.Live(0, 100, static _ => 20);

        StoredReadings stored = StoredReadings.After(run.At(200), _store, RecordedRun.Model);

        Assert.Empty(stored.Polls());
        Assert.Equal(TimeSpan.Zero, stored.Span);
    }

    [Fact]
    public void What_the_next_run_read_belongs_to_no_earlier_one()
    {
        var first = new RecordedRun(_store);
        first.Live(0, 100, static _ => 20);
        new RecordedRun(_store, _store.Boot + 1).Live(0, 100, static _ => 30);

        List<double> x = [];
        foreach (PollInput poll in StoredReadings.After(first.At(50), _store, RecordedRun.Model).Polls())
        {
            Assert.Equal(_store.Boot, poll.At.Boot);
            if (poll.Device == 0)
                x.Add(poll.Readings.Span[0].Value);
        }

        Assert.All(x, static v => Assert.Equal(20, v));
        Assert.InRange(x.Count, 15, 25);
    }

    [Fact]
    public void More_than_an_hour_is_not_lived_through_again()
    {
        var run = new RecordedRun(_store);
        run.Live(0, 3800, static t => t);

        Assert.Empty(StoredReadings.After(run.At(100), _store, RecordedRun.Model).Polls());
    }
}
