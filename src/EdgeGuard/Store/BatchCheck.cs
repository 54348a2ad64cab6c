using System.Text;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Refuses what no store could keep before a transaction begins, so that a fault inside one always means the disk.
/// </summary>
internal static class BatchCheck
{
    private const int MaxKey = 512;
    private const int MaxStream = 32;
    private const int MaxBytes = 8 * 1024 * 1024;

    /// <exception cref="ArgumentException">A key is empty or longer than 512 bytes, a stream's name than 32, or a text or body than 8 MiB; or telemetry is not as it should be.</exception>
    public static void Run(CommitBatch batch)
    {
        foreach (StateChange change in batch.States)
        {
            Text(change.Key, MaxKey, "alarm key");
            Size(change.State?.Length ?? 0, "alarm state");
        }

        foreach (MessageDraft draft in batch.Messages)
        {
            Text(draft.Stream, MaxStream, "stream");
            if (draft.Stream.Contains(':', StringComparison.Ordinal)) throw new ArgumentException("A stream's name holds no colon.", nameof(batch));
            Text(draft.Topic, MaxKey, "topic");
            if (draft.ActiveKey is { } key) Text(key, MaxKey, "active key");
            Size(draft.Body.Length, "body");
            bool telemetry = draft.Lane == Lane.Telemetry;
            if (telemetry != (draft.Stream == TelemetryBody.Stream) || (telemetry && !TelemetryDraft.Is(draft)))
                throw new ArgumentException($"The stream {TelemetryBody.Stream} is telemetry, and telemetry has time and body alone.", nameof(batch));
        }

        foreach (AlarmOccurrence ended in batch.Ended)
        {
            Text(ended.Key, MaxKey, "alarm key");
            Size(ended.Related.Sum(Encoding.UTF8.GetByteCount), "list of related points");
        }

        foreach (JournalLine line in batch.Journal) Size(Encoding.UTF8.GetByteCount(line.Text) + Encoding.UTF8.GetByteCount(line.Subject), "journal line");
    }

    private static void Text(string value, int most, string what)
    {
        if (value.Length == 0 || Encoding.UTF8.GetByteCount(value) > most)
            throw new ArgumentException($"The {what} must have 1 to {most} bytes.", nameof(value));
    }

    private static void Size(int length, string what)
    {
        if (length > MaxBytes) throw new ArgumentException($"The {what} is longer than {MaxBytes} bytes.", nameof(length));
    }
}
