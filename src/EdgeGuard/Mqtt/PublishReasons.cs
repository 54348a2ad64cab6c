using EdgeGuard.Core.Delivery;
using MQTTnet;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// What a PUBACK means. What the message itself causes is final (not authorised, topic, payload format); what the broker's
/// state causes (quota, an error of its own) passes. MQTT 3.1.1 has no reason codes: a broker that denies a topic either
/// acknowledges in silence (mosquitto does; the message is lost and nobody can know) or closes the connection, which is
/// then told as a lost one. Where an ACL matters, use MQTT 5.
/// </summary>
internal static class PublishReasons
{
    public static PublishOutcome ToOutcome(MqttClientPublishResult result) => result.ReasonCode switch
    {
        MqttClientPublishReasonCode.Success or MqttClientPublishReasonCode.NoMatchingSubscribers => new(PublishResult.Accepted),
        MqttClientPublishReasonCode.NotAuthorized => new(PublishResult.Rejected, Text("not authorised", result)),
        MqttClientPublishReasonCode.TopicNameInvalid => new(PublishResult.Rejected, Text("topic name invalid", result)),
        MqttClientPublishReasonCode.PayloadFormatInvalid => new(PublishResult.Rejected, Text("payload format invalid", result)),
        MqttClientPublishReasonCode.QuotaExceeded => new(PublishResult.Unavailable, Text("quota exceeded", result)),
        _ => new(PublishResult.Unavailable, Text($"the broker answered {result.ReasonCode}", result)),
    };

    private static string Text(string what, MqttClientPublishResult result) =>
        string.IsNullOrEmpty(result.ReasonString) ? what : $"{what}: {result.ReasonString}";
}
