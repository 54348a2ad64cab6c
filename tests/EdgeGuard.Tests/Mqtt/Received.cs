namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>A message as a broker or a receiver saw it.</summary>
internal sealed record Received(string Topic, string Payload, bool Retain);
