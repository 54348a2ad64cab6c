using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>Short ways to batches for the store's tests.</summary>
internal static class Drafts
{
    public static MonotonicTime At(double seconds = 1) => new(1, TimeSpan.FromSeconds(seconds));

    public static MessageDraft Alarm(string text, string? active = null, bool ended = false, string stream = "alarm") =>
        new(stream, Lane.Alarm, stream, At(), null, Encoding.UTF8.GetBytes($"{{\"text\":\"{text}\"}}")) { ActiveKey = active, Ended = ended };

    public static MessageDraft Telemetry(string text, int padding = 0) =>
        new("t", Lane.Telemetry, "t", At(), null, Encoding.UTF8.GetBytes($"{{\"text\":\"{text}\",\"pad\":\"{Noise(text, padding)}\"}}"));

    public static CommitBatch Batch(params MessageDraft[] messages) => new([], messages, []);

    public static CommitBatch State(string key, string? state) =>
        new([new StateChange(key, state is null ? null : (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(state))], [], []);

    /// <summary>An occurrence that ended, all of it told from its serial.</summary>
    public static AlarmOccurrence Ended(uint serial) => new(
        serial, $"d.x.{serial}", "d", "d.x", new Words("过高", "High"), 2, At(serial), At(serial + 1), At(serial + 2), ["room.t", $"e.{serial}"]);

    public static string Text(OutboxMessage message) => Text(message.Content.Body);

    public static string Text(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);

    /// <summary>Text that does not compress, another one for every message.</summary>
    private static string Noise(string text, int length)
    {
        var random = new Random(text.Aggregate(length, static (seed, c) => (31 * seed) + c));
        return string.Create(length, random, static (into, r) =>
        {
            for (int i = 0; i < into.Length; i++) into[i] = (char)r.Next('0', 'z');
        }).Replace('\\', '/').Replace('"', '/');
    }
}
