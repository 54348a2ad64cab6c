namespace EdgeGuard.Gateway.Store;

/// <summary>What the store has asked of its medium since the store was made, over restarts.</summary>
/// <param name="Flushes">Of files and of the folder.</param>
/// <param name="Over">Time that the store has run in all; the time it was off is not in it.</param>
internal sealed record StoreWear(long BytesWritten, long Flushes, TimeSpan Over);
