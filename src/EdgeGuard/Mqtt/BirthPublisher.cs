using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Announces the gateway again on the open connection.</summary>
internal sealed class BirthPublisher(MqttConnection connection) : IPublisher
{
    public ValueTask<PublishOutcome> PublishAsync(OutboxMessage message, CancellationToken cancellationToken) => connection.AnnounceAsync(cancellationToken);
}
