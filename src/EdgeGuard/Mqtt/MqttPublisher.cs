using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Sends a message in its envelope to its topic, and where it carries an alarm's state also as the retained message of
/// that alarm (empty when it has ended). It is accepted when the broker has acknowledged both.
/// </summary>
internal sealed class MqttPublisher(MqttConnection connection, MqttTopics topics, EnvelopePool envelopes, HistoryRule history) : IPublisher
{
    public async ValueTask<PublishOutcome> PublishAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        bool late = history.IsHistory(message);
        Envelope envelope = envelopes.Rent();
        ReadOnlyMemory<byte> payload = envelope.Write(message, late);
        string topic = late ? topics.History : topics.Of(message.Content.Topic);
        ValueTask<PublishOutcome> sent = connection.PublishAsync(topic, payload, retain: false, cancellationToken);
        if (!late)
        {
            history.SentLive(message);
        }

        PublishOutcome outcome = message.Content.ActiveKey is { } key
            ? await WithActiveAsync(sent, topics.Active(key), message.Content.Ended ? default : payload, cancellationToken).ConfigureAwait(false)
            : await sent.ConfigureAwait(false);

        envelopes.Return(envelope, outcome);
        return outcome;
    }

    private async ValueTask<PublishOutcome> WithActiveAsync(
        ValueTask<PublishOutcome> sent, string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (connection.MaxInFlight < 2)
        {
            PublishOutcome alone = await sent.ConfigureAwait(false);
            return alone.Result == PublishResult.Accepted
                ? await connection.PublishAsync(topic, payload, retain: true, cancellationToken).ConfigureAwait(false)
                : alone;
        }

        ValueTask<PublishOutcome> retained = connection.PublishAsync(topic, payload, retain: true, cancellationToken);
        PublishOutcome first = await sent.ConfigureAwait(false);
        PublishOutcome second = await retained.ConfigureAwait(false);
        if (first.Result != PublishResult.Accepted)
        {
            return second.Result == PublishResult.Unavailable ? second : first;
        }

        return second.Result == PublishResult.Rejected ? second with { Reason = $"{topic}: {second.Reason}" } : second;
    }
}
