using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>What is known of a chunk without taking it apart.</summary>
/// <param name="From">Time of its first message.</param>
/// <param name="To">Time of its last message.</param>
internal sealed record ChunkHead(long First, long Last, string Epoch, MonotonicTime From, MonotonicTime To, long Readings, byte[] Payload);
