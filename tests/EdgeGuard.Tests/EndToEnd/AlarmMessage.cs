using System.Text.Json;
using EdgeGuard.Gateway.Tests.Mqtt;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>An alarm message as the platform reads it.</summary>
internal sealed record AlarmMessage(
    string Epoch, string Stream, long Seq, uint Boot, DateTimeOffset Time, bool Durable, string Serial, string Flag, string Rule, string Device, string Key, int Level, string? Reason, string? Detail)
{
    /// <summary>What a platform tells messages apart by.</summary>
    public (string Epoch, string Stream, long Seq) Identity => (Epoch, Stream, Seq);

    public static AlarmMessage Of(Received message)
    {
        JsonElement envelope = JsonDocument.Parse(message.Payload).RootElement;
        JsonElement body = envelope.GetProperty("body");
        return new(
            envelope.GetProperty("epoch").GetString()!,
            envelope.GetProperty("stream").GetString()!,
            envelope.GetProperty("seq").GetInt64(),
            envelope.GetProperty("boot").GetUInt32(),
            DateTimeOffset.FromUnixTimeMilliseconds(envelope.GetProperty("ts").GetInt64()),
            !envelope.TryGetProperty("durable", out JsonElement durable) || durable.GetBoolean(),
            body.GetProperty("serial").GetString()!,
            body.GetProperty("flag").GetString()!,
            body.GetProperty("rule").GetString()!,
            body.GetProperty("device").GetString()!,
            body.GetProperty("key").GetString()!,
            body.GetProperty("level").GetInt32(),
            Text(body, "reason"),
            Text(body, "detail"));
    }

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}
