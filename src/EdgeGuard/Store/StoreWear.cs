namespace EdgeGuard.Gateway.Store;

/// <summary>What the store has asked of its medium since the store was made, over restarts.</summary>
/// <param name="BytesWritten">
/// Whole blocks of 4096 bytes, each counted once for all the writes into it between two flushes: what a flash file system writes at least.
/// The file system's own journal and what the card moves about inside come on top.
/// </param>
/// <param name="Flushes">Of files and of the folder.</param>
/// <param name="Over">Time that the store has run in all; the time it was off is not in it.</param>
internal sealed record StoreWear(long BytesWritten, long Flushes, TimeSpan Over)
{
    /// <summary>The bytes as they were handed over, without rounding to blocks.</summary>
    public long RawBytes { get; init; }
}
