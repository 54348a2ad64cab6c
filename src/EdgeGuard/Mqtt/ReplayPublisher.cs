using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Sends a message of the alarm lane again: on its own topic, marked <c>hist:true</c>, so that nobody takes it for new. The
/// retained state stays as it is: that of now is not that of then.
/// </summary>
internal sealed class ReplayPublisher(MqttConnection connection, MqttTopics topics, EnvelopePool envelopes) : IPublisher
{
    public async ValueTask<PublishOutcome> PublishAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        Envelope envelope = envelopes.Rent();
        ReadOnlyMemory<byte> payload = envelope.Write(message, history: true);
        PublishOutcome outcome = await connection.PublishAsync(topics.Of(message.Content.Topic), payload, retain: false, cancellationToken).ConfigureAwait(false);
        envelopes.Return(envelope, outcome);
        return outcome;
    }
}
