namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Tells chance from damage where reading everything found nothing: three faults within ten minutes that were not the medium's mean that
/// the files are damaged in a way that only writing meets.
/// </summary>
internal sealed class Suspicion(TimeProvider time)
{
    private const int Faults = 3;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly Queue<long> _faults = new();

    /// <summary>Counts a fault; true when it is one too many.</summary>
    public bool Add()
    {
        while (_faults.TryPeek(out long oldest) && time.GetElapsedTime(oldest) > Window) _faults.Dequeue();
        _faults.Enqueue(time.GetTimestamp());
        if (_faults.Count < Faults) return false;
        _faults.Clear();
        return true;
    }
}
