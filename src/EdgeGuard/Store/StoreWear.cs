namespace EdgeGuard.Gateway.Store;

/// <summary>What the store has asked of its medium.</summary>
/// <param name="BytesWritten">To all of its files, in the time told.</param>
/// <param name="Flushes">Times that the medium was made to keep what it had.</param>
/// <param name="Over">The time counted: at most the last 24 h, less after a start.</param>
internal sealed record StoreWear(long BytesWritten, long Flushes, TimeSpan Over);
