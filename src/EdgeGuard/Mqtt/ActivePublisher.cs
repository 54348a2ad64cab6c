using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Sends only the retained message of an active alarm again, for brokers that forget.</summary>
internal sealed class ActivePublisher(MqttConnection connection, MqttTopics topics, EnvelopePool envelopes) : IPublisher
{
    public async ValueTask<PublishOutcome> PublishAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (message.Content.ActiveKey is not { } key)
        {
            return new(PublishResult.Accepted);
        }

        Envelope envelope = envelopes.Rent();
        ReadOnlyMemory<byte> payload = message.Content.Ended ? default : envelope.Write(message, history: false);
        PublishOutcome outcome = await connection.PublishAsync(topics.Active(key), payload, retain: true, cancellationToken).ConfigureAwait(false);
        envelopes.Return(envelope, outcome);
        return outcome;
    }
}
