using System.Collections.Concurrent;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>
/// Polls the devices of one physical bus, one after the other: those that are due, all of them before any a second time, and
/// then those that do not answer, as far as the others can spare it. Whatever happens to a device is told as readings;
/// nothing it does stops the loop.
/// </summary>
internal sealed class BusLoop : IDisposable
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<PolledDevice> _devices;
    private readonly ProbePlan _probes;
    private readonly BootTime _clock;
    private readonly ITimer _timer;
    private readonly PipelineInbox _inbox;
    private readonly BusThread? _thread;
    private readonly Action _progress;
    private readonly SemaphoreSlim _applied = new(0);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private ConcurrentQueue<BusGuest>? _guests;
    private bool _disturbed;

    /// <param name="thread">Where reading blocks; null for a bus that never does.</param>
    /// <param name="progress">Called at every turn: a bus whose devices are all dead still tries, and that is progress.</param>
    public BusLoop(
        string name,
        IReadOnlyList<PolledDevice> devices,
        BootTime clock,
        TimeProvider time,
        PipelineInbox inbox,
        Action progress,
        BusThread? thread = null)
    {
        Name = name;
        _devices = devices;
        _probes = new ProbePlan(devices);
        _clock = clock;
        _timer = time.CreateTimer(static state => ((BusLoop)state!).Release(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _inbox = inbox;
        _progress = progress;
        _thread = thread;
    }

    public string Name { get; }

    /// <summary>True once every device was tried.</summary>
    public bool FirstRoundDone { get; private set; }

    /// <summary>Told once, when every device was tried.</summary>
    public Action? FirstRound { get; set; }

    /// <summary>A contact of this bus changed: poll it at once.</summary>
    public void Wake(PolledDevice device)
    {
        device.Schedule.Want();
        Release();
    }

    /// <summary>
    /// Does the work of somebody else on this bus, where reading is done and never beside it. Whoever needs long comes often
    /// with short works: between two of them every device that is due is polled.
    /// </summary>
    public Task TakeTurnAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        var guest = new BusGuest(work, cancellationToken);
        LazyInitializer.EnsureInitialized(ref _guests, static () => new ConcurrentQueue<BusGuest>()).Enqueue(guest);
        Release();
        return guest.Done.WaitAsync(cancellationToken);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Once, not at every wait: of many buses most wait, and what a wait can be cancelled with is most of what it takes.
        using CancellationTokenRegistration end = cancellationToken.UnsafeRegister(static state => ((BusLoop)state!).Release(), this);
        while (true)
        {
            _progress();
            TimeSpan wait = await RunOnceAsync(cancellationToken).ConfigureAwait(false);
            if (wait > TimeSpan.Zero)
                await WaitAsync(wait).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Polls every device that is due; gives the time until the next is.</summary>
    public async ValueTask<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < _devices.Count; i++)
        {
            PolledDevice device = _devices[i];
            if (!IsDue(device))
                continue;
            device.Answers.Patience = null;
            await PollAsync(device, cancellationToken).ConfigureAwait(false);
        }

        if (!FirstRoundDone)
        {
            FirstRoundDone = true;
            FirstRound?.Invoke();
        }

        // Those that do not answer, until one more would not fit.
        while (_probes.Next(_clock.Now.SinceBoot) is { } lost)
            await PollAsync(lost, cancellationToken).ConfigureAwait(false);

        if (_guests is { } guests && guests.TryDequeue(out BusGuest? guest))
            await guest.RunAsync(OnThreadAsync, cancellationToken).ConfigureAwait(false);
        return _guests is { IsEmpty: false } ? TimeSpan.Zero : NextDue() - _clock.Now.SinceBoot;
    }

    private bool IsDue(PolledDevice device) =>
        device.Schedule.IsWanted || (device.Schedule.IsDue(_clock.Now.SinceBoot) && !(device.Schedule.IsSpared && _probes.HasLiving));

    /// <summary>A probe that waits for a gap has no time of its own.</summary>
    private TimeSpan NextDue()
    {
        bool sparing = _probes.HasLiving;
        TimeSpan next = TimeSpan.MaxValue, now = _clock.Now.SinceBoot;
        foreach (PolledDevice device in _devices)
        {
            bool probed = sparing && device.Schedule.IsSpared;
            TimeSpan due = probed ? device.Schedule.Probe : device.Schedule.Due;
            if (due < next && !(probed && due <= now))
                next = due;
        }

        return next;
    }

    private async ValueTask PollAsync(PolledDevice polled, CancellationToken cancellationToken)
    {
        PollBatch batch = polled.Batch;
        PollSchedule schedule = polled.Schedule;
        TaskCompletionSource? waiter = polled.TakeWaiter();
        schedule.Begin();
        batch.Begin(_clock.Now);
        await ReadAsync(polled, cancellationToken).ConfigureAwait(false);
        var input = new PollInput(_clock.Now, batch.Device, batch.ReadingMemory, batch.Failed, batch.Detail);
        TimeSpan started = batch.At.SinceBoot, ended = input.At.SinceBoot;
        bool wasSpared = schedule.IsSpared;
        schedule.Polled(started, ended, batch.Failed, others: _probes.HasLiving, typical: !_disturbed);
        _disturbed = batch.Failed;
        polled.Count(ended - started);
        if (batch.Failed)
            _probes.Failed(started, ended);
        else if (wasSpared)
            Hurry(ended);
        await _inbox.ApplyAsync(input, _applied, cancellationToken).ConfigureAwait(false);
        batch.End();
        waiter?.SetResult();
        _progress();
    }

    /// <summary>What brought one back (a cable, a supply) may have brought others.</summary>
    private void Hurry(TimeSpan now)
    {
        foreach (PolledDevice device in _devices)
            device.Schedule.Hurry(now);
    }

    private async ValueTask ReadAsync(PolledDevice polled, CancellationToken cancellationToken)
    {
        try
        {
            await OnThreadAsync(polled.Read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // A source throws nothing. One that does has a fault of its own: that costs its readings, and no other device's.
            polled.Batch.Fail(QualityReason.CommFailure, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private ValueTask OnThreadAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken) =>
        _thread is null ? work(cancellationToken) : new ValueTask(_thread.RunAsync(work, cancellationToken));

    private Task WaitAsync(TimeSpan wait)
    {
        // A long wait is cut, so that the watchdog sees progress.
        _timer.Change(wait < s_longestWait ? wait : s_longestWait, Timeout.InfiniteTimeSpan);
        return _wake.WaitAsync();
    }

    private void Release()
    {
        try
        {
            _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Timer, contact or end at the same moment: one wake is enough. After the end there is nobody to wake.
        }
    }

    public void Dispose()
    {
        _thread?.Dispose();
        _timer.Dispose();
        _applied.Dispose();
        _wake.Dispose();
    }
}
