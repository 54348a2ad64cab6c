using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>A device on its bus: where it is read, when, and into what.</summary>
internal sealed class PolledDevice(DeviceModel device, IPointSource source)
{
    public DeviceModel Device { get; } = device;

    public IPointSource Source { get; } = source;

    public PollSchedule Schedule { get; } = new(device.Poll);

    public PollBatch Batch { get; } = new(device.Index, device.Points);
}
