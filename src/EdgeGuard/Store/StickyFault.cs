using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The first thing that went wrong with a database. It stays: after a failed write or flush nobody knows what the medium holds,
/// so the instance is given up and the next one starts from what is there.
/// </summary>
internal sealed class StickyFault
{
    private Exception? _first;

    public Exception? First => Volatile.Read(ref _first);

    /// <summary>True when the medium failed, rather than what is written on it.</summary>
    public bool OfMedium { get; private set; }

    public void Set(Exception fault, bool ofMedium)
    {
        if (Interlocked.CompareExchange(ref _first, fault, null) is null) OfMedium = ofMedium;
    }

    /// <exception cref="OutboxFaultException">Something went wrong earlier.</exception>
    public void ThrowIfSet()
    {
        if (First is { } fault) throw new OutboxFaultException($"The store is out of order: {fault.Message}", fault);
    }
}
