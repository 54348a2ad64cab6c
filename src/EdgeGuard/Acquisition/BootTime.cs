using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>The gateway's monotonic clock of this run.</summary>
internal sealed class BootTime(uint boot, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public uint Boot => boot;

    public MonotonicTime Now => new(boot, time.GetElapsedTime(_start));
}
