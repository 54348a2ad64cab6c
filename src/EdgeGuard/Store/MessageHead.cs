using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>A message in <see cref="ChunkRows"/>, without its readings.</summary>
/// <param name="Raw">The body, where it is kept as it is; there are no rows then.</param>
internal readonly record struct MessageHead(MonotonicTime At, Origin Origin, int FirstRow, int Rows, byte[]? Raw);
