using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Store;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>The store itself on a disk whose flush does not come back for a minute.</summary>
public sealed class HangingDiskTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StallingFolder _disk = new();
    private readonly GatewayStore _store;
    private readonly List<OutboxMessage> _kept = [];
    private readonly List<OutboxMessage> _live = [];
    private readonly CommitLoop _loop;

    public HangingDiskTests()
    {
        _store = GatewayStore.Open(_disk, new StoreConfig(), _time, null);
        _loop = new CommitLoop(_store, _store.TryReopen, new LiveNumbers(_store.Epoch, _store.Boot), _kept.AddRange, _live.Add, _time);
    }

    [Fact]
    public async Task Alarms_go_out_live_meanwhile_and_all_is_kept_afterwards_without_a_hand()
    {
        Post(1);
        await UntilAsync(() => _kept.Count == 1);
        Settle(_kept);

        _disk.Stall();
        for (int second = 0; second < 60; second++)
        {
            if (second % 5 == 0)
                Post(2 + (second / 5));
            // Whoever waits for the disk gives up after its patience: time passes as long as somebody waits.
            Task turn = _loop.RunOnceAsync(TestContext.Current.CancellationToken);
            while (!turn.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(5));
                await Task.Yield();
            }

            await turn;
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.InRange(_disk.Waiting, 0, 1);
        }

        Assert.Equal(Enumerable.Range(2, 12), _live.Select(NumberOf));
        Assert.All(_live, message => Assert.False(message.Durable));
        Assert.Throws<OutboxFaultException>(() => _store.Peek("mqtt", Lane.Alarm, 10));
        Assert.NotNull(_store.Stats.Fault);

        _disk.GoOn();
        await UntilAsync(() => _loop.Fault is null);
        Post(99);
        await UntilAsync(() => _kept.Any(m => NumberOf(m) == 99));

        Assert.Null(_store.Stats.Fault);
        Assert.Equal(14, _store.LoadStates().Count);
        Assert.Equal([99], _store.Peek("mqtt", Lane.Alarm, 100).Select(NumberOf));
        Assert.Equal(14, _store.Journal(100, "alarm").Count);
    }

    public void Dispose()
    {
        _disk.GoOn();
        _loop.Dispose();
        _store.Dispose();
        _disk.Dispose();
    }

    private void Settle(IReadOnlyList<OutboxMessage> messages) =>
        _store.Settle("mqtt", [.. messages.Select(m => new Settlement(m.Content.Stream, new SeqRange(m.Seq, m.Seq)))]);

    private void Post(int n) => _loop.Post(new CommitBatch(
        [new StateChange($"alarm-{n}", new byte[] { 1 })],
        [new MessageDraft("alarm", Lane.Alarm, "alarm", new MonotonicTime(_store.Boot, TimeSpan.FromSeconds(n)), null, Encoding.UTF8.GetBytes($"{{\"n\":{n}}}"))],
        [new JournalLine(new MonotonicTime(_store.Boot, TimeSpan.FromSeconds(n)), "alarm", $"alarm-{n}", "BEGIN")]));

    private static int NumberOf(OutboxMessage message) => (int)message.Content.At.SinceBoot.TotalSeconds;

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await _loop.RunOnceAsync(TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Yield();
        }
    }
}
