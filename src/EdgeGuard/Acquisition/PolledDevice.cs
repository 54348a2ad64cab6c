using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>A device on its bus: where it is read, when, and into what.</summary>
internal sealed class PolledDevice
{
    public PolledDevice(DeviceModel device, IPointSource source)
    {
        Device = device;
        Source = source;
        Schedule = new PollSchedule(device.Poll);
        Batch = new PollBatch(device.Index, device.Points);
        Read = cancellationToken => Source.ReadAsync(Batch, cancellationToken);
    }

    public DeviceModel Device { get; }

    public IPointSource Source { get; }

    /// <summary>Reads <see cref="Source"/> into <see cref="Batch"/>; made once, so that a poll makes nothing.</summary>
    public Func<CancellationToken, ValueTask> Read { get; }

    public PollSchedule Schedule { get; }

    public PollBatch Batch { get; }

    private TaskCompletionSource? _nextPoll;

    /// <summary>Completes when the device's next poll that begins was judged.</summary>
    public Task NextPoll => (_nextPoll ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>A poll begins: whoever asked before is told at its end.</summary>
    public TaskCompletionSource? TakeWaiter() => Interlocked.Exchange(ref _nextPoll, null);
}
