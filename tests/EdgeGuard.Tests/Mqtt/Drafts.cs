using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Tests.Mqtt;

internal static class Drafts
{
    public static MonotonicTime At(double seconds, uint boot = 7) => new(boot, TimeSpan.FromSeconds(seconds));

    public static MessageDraft Alarm(string key, bool ended = false, double at = 0) =>
        new("alarm", Lane.Alarm, "alarm", At(at), null, Json($$"""{"key":"{{key}}","flag":"{{(ended ? "END" : "BEGIN")}}"}"""))
        {
            ActiveKey = key,
            Ended = ended,
        };

    public static MessageDraft Telemetry(double at = 0, string body = "{}") =>
        new("t", Lane.Telemetry, "t", At(at), null, Json(body));

    public static MessageDraft Event(string body = "{}") => new("event", Lane.Alarm, "event", At(0), null, Json(body));

    public static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);
}
