using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class CommitLoopTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FaultyOutbox _outbox = new();
    private readonly List<OutboxMessage> _live = [];
    private readonly CommitLoop _loop;
    private int _committed;

    public CommitLoopTests() => _loop = new CommitLoop(
        _outbox, () => !_outbox.Full, new LiveNumbers("e", 7), _ => _committed++, _live.Add, _time);

    [Fact]
    public async Task What_is_posted_is_kept_in_order_and_the_sender_is_woken()
    {
        _loop.Post(Batch(1));
        _loop.Post(Batch(2));
        await _loop.RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["alarm-1", "alarm-2"], _outbox.Kept.SelectMany(b => b.States).Select(s => s.Key));
        Assert.Equal(2, _committed);
        Assert.Empty(_live);
    }

    [Fact]
    public async Task On_a_full_disk_alarms_go_out_live_under_numbers_of_their_own_and_states_are_kept_later()
    {
        _outbox.Full = true;
        _loop.Post(Batch(1));
        _loop.Post(Batch(2));
        await _loop.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(_loop.Fault);
        Assert.Equal([("alarm-live-7", 1L), ("alarm-live-7", 2L)], _live.Select(m => (m.Content.Stream, m.Seq)));
        Assert.All(_live, m => Assert.False(m.Durable));

        _outbox.Full = false;
        _time.Advance(TimeSpan.FromSeconds(5));
        await _loop.RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.Null(_loop.Fault);
        CommitBatch kept = Assert.Single(_outbox.Kept);
        Assert.Equal(["alarm-1", "alarm-2"], kept.States.Select(s => s.Key));
        Assert.Equal(2, kept.Journal.Count);
        Assert.Empty(kept.Messages);
    }

    [Fact]
    public async Task An_alarm_that_ended_while_nothing_could_be_kept_is_retained_no_more_and_not_sent_again()
    {
        _outbox.Full = true;
        _loop.Post(new CommitBatch([], [Draft(Lane.Alarm) with { ActiveKey = "a" }], []));
        _loop.Post(new CommitBatch([], [Draft(Lane.Alarm) with { ActiveKey = "a", Ended = true }], []));
        await _loop.RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _live.Count);

        _outbox.Full = false;
        _time.Advance(TimeSpan.FromSeconds(5));
        await _loop.RunOnceAsync(TestContext.Current.CancellationToken);

        MessageDraft told = Assert.Single(Assert.Single(_outbox.Kept).Messages);
        Assert.True(told.Ended);
        Settlement settled = Assert.Single(_outbox.Settled);
        Assert.Equal((told.Stream, new SeqRange(1, 1)), (settled.Stream, settled.Range));
        Assert.NotEqual("alarm", told.Stream);
        Assert.Equal(0, _committed);
    }

    [Fact]
    public async Task Telemetry_that_cannot_be_kept_is_counted_and_not_sent_live()
    {
        _outbox.Full = true;
        _loop.Post(new CommitBatch([], [Draft(Lane.Telemetry)], []));
        await _loop.RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.Empty(_live);
        Assert.Equal(1, _loop.LostTelemetry);
    }

    [Fact]
    public async Task A_disk_that_hangs_holds_up_no_alarm_and_what_it_kept_after_all_is_not_sent_again()
    {
        using var gate = new ManualResetEventSlim();
        _outbox.Gate = gate;
        _loop.Post(Batch(1));
        Task turn = _loop.RunOnceAsync(TestContext.Current.CancellationToken);
        await AdvanceUntilAsync(turn);
        Assert.Single(_live);

        _outbox.Gate = null;
        gate.Set();
        await AdvanceUntilAsync(() => _outbox.Settled.Count == 1);

        Assert.Equal(new SeqRange(1, 1), _outbox.Settled[0].Range);
    }

    private async Task AdvanceUntilAsync(Task task)
    {
        await AdvanceUntilAsync(() => task.IsCompleted);
        await task;
    }

    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }

    private static CommitBatch Batch(int n) => new(
        [new StateChange($"alarm-{n}", new byte[] { 1 })],
        [Draft(Lane.Alarm)],
        [new JournalLine(default, "alarm", $"alarm-{n}", "BEGIN")]);

    private static MessageDraft Draft(Lane lane) =>
        new(lane == Lane.Alarm ? "alarm" : "t", lane, "alarm", new MonotonicTime(7, TimeSpan.Zero), null, new byte[] { 1 });

    public void Dispose() => _loop.Dispose();

    private sealed class FaultyOutbox : IOutbox
    {
        public bool Full { get; set; }

        public ManualResetEventSlim? Gate { get; set; }

        public List<CommitBatch> Kept { get; } = [];

        public List<Settlement> Settled { get; } = [];

        public OutboxStats Stats => new(0, 0, 0, 0, 0, null);

        public IReadOnlyList<OutboxMessage> Append(CommitBatch batch)
        {
            Gate?.Wait(TestContext.Current.CancellationToken);
            if (Full)
                throw new OutboxFaultException("No space left on device");
            Kept.Add(batch);
            return [.. batch.Messages.Select((m, i) => new OutboxMessage("e", i + 1, m))];
        }

        public IReadOnlyList<OutboxMessage> Peek(string consumer, Lane lane, int max) => [];

        public void Settle(string consumer, IReadOnlyList<Settlement> settlements)
        {
            lock (Settled)
                Settled.AddRange(settlements);
        }
    }
}
