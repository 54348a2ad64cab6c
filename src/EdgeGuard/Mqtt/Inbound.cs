using System.Buffers;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>What the gateway listens to.</summary>
/// <param name="Topics">In full.</param>
/// <param name="Take">Told of every message, by the connection's own thread; the payload is gone when it returns. Must not block or throw.</param>
internal sealed record Inbound(IReadOnlyList<string> Topics, Action<string, ReadOnlySequence<byte>> Take);
