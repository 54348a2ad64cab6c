using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Acquisition;

public sealed class BusLoopTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PipelineInbox _inbox = new();
    private readonly List<PollInput> _polls = [];
    private readonly CancellationTokenSource _stop = new();
    private int _progress;

    [Fact]
    public async Task Every_device_is_polled_at_once_and_then_in_its_own_rhythm()
    {
        using BusLoop loop = Loop(Device(0, 1, new FakeSource()), Device(1, 5, new FakeSource()));

        TimeSpan wait = await TurnAsync(loop);
        Assert.Equal([0, 1], _polls.Select(p => p.Device));
        Assert.True(loop.FirstRoundDone);
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        for (int i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await TurnAsync(loop);
        }

        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 1], _polls.Select(p => p.Device));
    }

    [Fact]
    public async Task A_failed_poll_is_told_as_bad_readings_with_the_reason()
    {
        using BusLoop loop = Loop(Device(0, 1, new FakeSource { Error = "no answer" }));

        await TurnAsync(loop);

        PollInput poll = Assert.Single(_polls);
        Assert.True(poll.Failed);
        Assert.Equal("no answer", poll.Detail);
    }

    [Fact]
    public async Task A_source_with_a_fault_of_its_own_costs_its_readings_and_no_other_device()
    {
        using BusLoop loop = Loop(Device(0, 1, new FakeSource { Fault = new InvalidOperationException("ours") }), Device(1, 1, new FakeSource()));

        await TurnAsync(loop);

        Assert.Equal([true, false], _polls.Select(p => p.Failed));
        Assert.Equal("InvalidOperationException: ours", _polls[0].Detail);
    }

    [Fact]
    public void A_contact_that_changes_after_the_end_harms_nothing()
    {
        PolledDevice contacts = Device(0, 60, new FakeSource());
        BusLoop loop = Loop(contacts);
        loop.Dispose();

        Assert.Null(Record.Exception(() => loop.Wake(contacts)));
    }

    [Fact]
    public async Task A_guest_takes_one_turn_between_rounds_and_learns_what_its_work_threw()
    {
        using BusLoop loop = Loop(Device(0, 1, new FakeSource()));
        List<int> pollsBefore = [];
        Task first = loop.TakeTurnAsync(Note, _stop.Token);
        Task second = loop.TakeTurnAsync(_ => throw new IOException("its own"), _stop.Token);
        Task third = loop.TakeTurnAsync(Note, _stop.Token);

        for (int i = 0; i < 3; i++)
        {
            TimeSpan wait = await TurnAsync(loop);
            Assert.Equal(i == 2, wait > TimeSpan.Zero);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await first;
        Assert.Equal("its own", (await Assert.ThrowsAsync<IOException>(() => second)).Message);
        await third;
        Assert.Equal([1, 3], pollsBefore);

        ValueTask Note(CancellationToken cancellationToken)
        {
            pollsBefore.Add(_polls.Count);
            return default;
        }
    }

    [Fact]
    public async Task A_bus_whose_devices_are_all_dead_makes_progress()
    {
        using BusLoop loop = Loop(Device(0, 1, new FakeSource { Error = "x" }), Device(1, 1, new FakeSource { Error = "y" }));

        for (int i = 0; i < 100; i++)
        {
            int before = _progress;
            _time.Advance(await TurnAsync(loop));
            Assert.True(_progress > before || _polls.Count > 0);
        }

        Assert.True(_polls.Count(p => p.Device == 0) > 3);
    }

    [Fact]
    public async Task A_changed_contact_is_read_at_once()
    {
        PolledDevice contacts = Device(0, 60, new FakeSource());
        using BusLoop loop = Loop(contacts);
        Task consumer = ConsumeAsync();
        Task running = loop.RunAsync(_stop.Token);
        await UntilAsync(() => _polls.Count == 1);

        loop.Wake(contacts);
        await UntilAsync(() => _polls.Count == 2);

        await StopAsync(running, consumer);
        Assert.Equal(TimeSpan.Zero, _polls[1].At.SinceBoot);
    }

    private BusLoop Loop(params PolledDevice[] devices) =>
        new("test", devices, new BootTime(1, _time), _time, _inbox, () => _progress++);

    private static PolledDevice Device(int index, int seconds, IPointSource source) =>
        new(new DeviceModel(index, $"d{index}", new Words("设备", "Device"), [new PointId(index)], new PointId(9), new PointId(8), TimeSpan.FromSeconds(seconds)), source);

    private async Task<TimeSpan> TurnAsync(BusLoop loop)
    {
        Task<TimeSpan> turn = loop.RunOnceAsync(_stop.Token).AsTask();
        while (!turn.IsCompleted)
        {
            while (_inbox.Reader.TryRead(out PipelineWork work))
                Take(work);
            await Task.Yield();
        }

        return await turn;
    }

    private async Task ConsumeAsync()
    {
        await foreach (PipelineWork work in _inbox.Reader.ReadAllAsync(CancellationToken.None))
            Take(work);
    }

    private void Take(PipelineWork work)
    {
        lock (_polls)
            _polls.Add((PollInput)work.Input!);
        work.Applied!.Release();
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        while (true)
        {
            lock (_polls)
            {
                if (condition())
                    return;
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task StopAsync(Task running, Task consumer)
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _inbox.Complete();
        await consumer;
    }

    public void Dispose() => _stop.Dispose();

    private sealed class FakeSource : IPointSource
    {
        public string? Error { get; init; }

        public Exception? Fault { get; init; }

        public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
        {
            if (Fault is not null)
                throw Fault;
            if (Error is not null)
                batch.Fail(QualityReason.CommFailure, Error);
            else
                batch.Add(Reading.Good(batch.Points[0], 1, batch.At));
            return ValueTask.CompletedTask;
        }
    }
}
