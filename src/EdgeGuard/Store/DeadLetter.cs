using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>A message that a consumer will never take, and why.</summary>
internal sealed record DeadLetter(string Consumer, string Reason, OutboxMessage Message);
