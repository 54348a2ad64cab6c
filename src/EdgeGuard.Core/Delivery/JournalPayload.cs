using System.Buffers;
using System.Text.Json;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>
/// The text of a journal line that is hashed and exported:
/// <c>{"n":17,"boot":3,"ms":12345,"kind":"alarm","subject":…,"text":…}</c>, an anchor with <c>"last"</c>, <c>"hash"</c> and where lines are
/// missing <c>"cause"</c> and <c>"lost":[[101,150]]</c>. Its times are facts that never change: the number of the run and milliseconds in it.
/// </summary>
/// <param name="Number">The line's own.</param>
/// <param name="Anchor">Null: an ordinary line.</param>
public sealed record JournalPayload(long Number, JournalLine Line, JournalAnchor? Anchor)
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = MessageJson.Encoder };

    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("n"u8, Number);
            json.WriteNumber("boot"u8, Line.At.Boot);
            json.WriteNumber("ms"u8, Line.At.SinceBoot.Ticks / TimeSpan.TicksPerMillisecond);
            json.WriteString("kind"u8, Line.Kind);
            json.WriteString("subject"u8, Line.Subject);
            json.WriteString("text"u8, Line.Text);
            if (Anchor is { } anchor)
                Write(json, anchor);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Null when the text is no line of a journal.</summary>
    public static JournalPayload? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            JsonElement root = document.RootElement;
            var at = new MonotonicTime(root.GetProperty("boot"u8).GetUInt32(), TimeSpan.FromMilliseconds(root.GetProperty("ms"u8).GetInt64()));
            var line = new JournalLine(at, Text(root, "kind"u8), Text(root, "subject"u8), Text(root, "text"u8));
            return new JournalPayload(root.GetProperty("n"u8).GetInt64(), line, line.Kind == JournalAnchor.Kind ? ReadAnchor(root) : null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, JournalAnchor anchor)
    {
        json.WriteNumber("last"u8, anchor.Last);
        json.WriteString("hash"u8, anchor.Hash);
        if (anchor.Cause is null)
            return;
        json.WriteString("cause"u8, anchor.Cause);
        json.WriteStartArray("lost"u8);
        foreach (SeqRange range in anchor.Lost)
        {
            json.WriteStartArray();
            json.WriteNumberValue(range.First);
            json.WriteNumberValue(range.Last);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static JournalAnchor ReadAnchor(JsonElement root)
    {
        string? cause = root.TryGetProperty("cause"u8, out JsonElement told) ? told.GetString() : null;
        List<SeqRange> lost = root.TryGetProperty("lost"u8, out JsonElement ranges)
            ? [.. ranges.EnumerateArray().Select(static range => new SeqRange(range[0].GetInt64(), range[1].GetInt64()))]
            : [];
        return new JournalAnchor(root.GetProperty("last"u8).GetInt64(), Text(root, "hash"u8), cause, lost);
    }

    private static string Text(JsonElement root, ReadOnlySpan<byte> name) => root.GetProperty(name).GetString() ?? "";
}
