namespace EdgeGuard.Core.Delivery;

/// <summary>A journal line as it stands in the chain.</summary>
/// <param name="Number">1, 2, 3 … without a gap.</param>
/// <param name="Payload">The exact UTF-8 JSON text that is hashed, see <see cref="JournalPayload"/>.</param>
/// <param name="Hash">32 bytes, see <see cref="JournalChain"/>.</param>
public sealed record JournalEntry(long Number, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash);
