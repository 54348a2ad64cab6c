using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>A telemetry message is known by its time and its body; all else of it is the same for every one.</summary>
internal static class TelemetryDraft
{
    public static MessageDraft Of(MonotonicTime at, ReadOnlyMemory<byte> body) =>
        new(TelemetryBody.Stream, Lane.Telemetry, TelemetryBody.Stream, at, null, body);

    /// <summary>Whether a draft is one.</summary>
    public static bool Is(MessageDraft draft) => draft == Of(draft.At, draft.Body);
}
