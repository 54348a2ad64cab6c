using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Says of every message that it is in memory alone: for a run whose disk cannot be used.</summary>
internal sealed class VolatilePublisher(IPublisher inner) : IPublisher
{
    public ValueTask<PublishOutcome> PublishAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        inner.PublishAsync(message with { Durable = false }, cancellationToken);
}
