namespace EdgeGuard.Core.Delivery;

/// <summary>Sends one message to one receiver. Implementations: MQTT, and a fake in the tests of the publish loop.</summary>
public interface IPublisher
{
    /// <summary>Never throws but for cancellation; what went wrong is in the outcome.</summary>
    ValueTask<PublishOutcome> PublishAsync(OutboxMessage message, CancellationToken cancellationToken);
}
