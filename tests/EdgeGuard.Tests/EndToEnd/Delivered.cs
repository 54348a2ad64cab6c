using System.Text.Json;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>A message as the platform keeps it: its name, and what must be the same however often it comes.</summary>
internal sealed record Delivered(string Epoch, string Stream, long Seq, string Content, JsonElement Body)
{
    public (string Epoch, string Stream, long Seq) Key => (Epoch, Stream, Seq);

    public static Delivered Of(string payload)
    {
        JsonElement envelope = JsonDocument.Parse(payload).RootElement;
        JsonElement body = envelope.GetProperty("body");
        return new(
            envelope.GetProperty("epoch").GetString()!,
            envelope.GetProperty("stream").GetString()!,
            envelope.GetProperty("seq").GetInt64(),
            $"{envelope.GetProperty("boot")} {body.GetRawText()}",
            body);
    }
}
