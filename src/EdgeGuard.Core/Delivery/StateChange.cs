namespace EdgeGuard.Core.Delivery;

/// <summary>The new durable state of one alarm, or its removal.</summary>
/// <param name="Key">The alarm's key.</param>
/// <param name="State">Serialized record; null when the alarm is gone.</param>
public sealed record StateChange(string Key, ReadOnlyMemory<byte>? State);
