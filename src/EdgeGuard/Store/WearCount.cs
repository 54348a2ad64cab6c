namespace EdgeGuard.Gateway.Store;

/// <summary>Counts what is written to the medium, on from what earlier runs have counted. Safe for several threads, never waits for the disk.</summary>
internal sealed class WearCount(TimeProvider time)
{
    public const int Block = 4096;
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private StoreWear _total = new(0, 0, TimeSpan.Zero);

    public StoreWear Total
    {
        get
        {
            lock (_gate) return _total with { Over = _total.Over + time.GetElapsedTime(_start) };
        }
    }

    /// <summary>Adds what earlier runs have counted.</summary>
    public void Resume(StoreWear before)
    {
        lock (_gate)
        {
            _total = new StoreWear(
                _total.BytesWritten + before.BytesWritten, _total.Flushes + before.Flushes, _total.Over + before.Over)
            {
                RawBytes = _total.RawBytes + before.RawBytes,
            };
        }
    }

    public void Written(int rawBytes, int newBlocks)
    {
        lock (_gate)
        {
            _total = _total with { BytesWritten = _total.BytesWritten + ((long)newBlocks * Block), RawBytes = _total.RawBytes + rawBytes };
        }
    }

    public void Flushed()
    {
        lock (_gate) _total = _total with { Flushes = _total.Flushes + 1 };
    }
}
