using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>What is told of the store without waiting for it: figures as of the last call, and a disk that does not answer.</summary>
internal sealed class StoreHealth(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private OutboxStats _stats = new(0, 0, 0, 0, 0, null);
    private long? _busySince;

    public OutboxStats Stats
    {
        get
        {
            lock (_gate)
            {
                if (_stats.Fault is not null || _busySince is not { } since) return _stats;
                TimeSpan busy = time.GetElapsedTime(since);
                return busy < Patience ? _stats : _stats with { Fault = $"The disk has not answered for {busy.TotalSeconds:F0} s." };
            }
        }
    }

    public void Begin()
    {
        lock (_gate) _busySince = time.GetTimestamp();
    }

    public void End(OutboxStats stats)
    {
        lock (_gate) (_stats, _busySince) = (stats, null);
    }

    public void Fail(string fault)
    {
        lock (_gate) (_stats, _busySince) = (_stats with { Fault = fault }, null);
    }
}
