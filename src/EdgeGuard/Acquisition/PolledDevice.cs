using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>A device on its bus: where it is read, when, and into what.</summary>
internal sealed class PolledDevice(DeviceModel device, IPointSource source)
{
    public DeviceModel Device { get; } = device;

    public IPointSource Source { get; } = source;

    public PollSchedule Schedule { get; } = new(device.Poll);

    public PollBatch Batch { get; } = new(device.Index, device.Points);

    private TaskCompletionSource? _nextPoll;

    /// <summary>Completes when the device's next poll that begins was judged.</summary>
    public Task NextPoll => (_nextPoll ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>A poll begins: whoever asked before is told at its end.</summary>
    public TaskCompletionSource? TakeWaiter() => Interlocked.Exchange(ref _nextPoll, null);
}
