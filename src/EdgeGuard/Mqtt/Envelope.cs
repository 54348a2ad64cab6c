using System.Buffers;
using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Writes <c>{v:1, gw, epoch, stream, seq, boot, ts, tsq, onset?, hist?, durable?, text?, body}</c> into a buffer of its own, which
/// is reused: what <see cref="Write"/> returned is valid until the next call. <c>ts</c> and <c>onset</c> are UTC in
/// milliseconds, derived at the moment of the call. <c>durable</c> stands there only when it is false, <c>hist</c> only
/// when it is true.
/// </summary>
internal sealed class Envelope(string gateway, ClockMap clock, TimeZoneInfo zone) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = MessageJson.Encoder });
    private readonly JsonEncodedText _gateway = JsonEncodedText.Encode(gateway);

    public ReadOnlyMemory<byte> Write(OutboxMessage message, bool history)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        MessageDraft content = message.Content;
        (DateTimeOffset at, ClockSync sync) = clock.Resolve(content.At);

        _json.WriteStartObject();
        _json.WriteNumber("v"u8, 1);
        _json.WriteString("gw"u8, _gateway);
        _json.WriteString("epoch"u8, message.Epoch);
        _json.WriteString("stream"u8, content.Stream);
        _json.WriteNumber("seq"u8, message.Seq);
        _json.WriteNumber("boot"u8, content.At.Boot);
        _json.WriteNumber("ts"u8, at.ToUnixTimeMilliseconds());
        _json.WriteString("tsq"u8, StatusPayload.ClockWord(sync));
        WriteMarks(message, history);
        if (content.Text is { } text)
            WriteText(text, content, at, sync);
        _json.WritePropertyName("body"u8);
        _json.WriteRawValue(content.Body.Span, skipInputValidation: true);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenMemory;
    }

    public void Dispose() => _json.Dispose();

    private void WriteText(Words text, MessageDraft content, DateTimeOffset at, ClockSync sync)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(at, zone);
        TimeSpan? lasted = content.Began is { } began ? Lasted(began, content.At) : null;
        _json.WriteStartObject("text"u8);
        _json.WriteString("zh"u8, AlarmText.Fill(text.Zh, Language.Zh, local, sync != ClockSync.Unsynced, lasted));
        _json.WriteString("en"u8, AlarmText.Fill(text.En, Language.En, local, sync != ClockSync.Unsynced, lasted));
        _json.WriteEndObject();
    }

    /// <summary>By the monotonic clock within one run; over several only where every run's clock was set.</summary>
    private TimeSpan? Lasted(MonotonicTime began, MonotonicTime ended)
    {
        if (ended.Since(began) is { } span)
            return span;
        (DateTimeOffset from, ClockSync fromSync) = clock.Resolve(began);
        (DateTimeOffset to, ClockSync toSync) = clock.Resolve(ended);
        return fromSync != ClockSync.Unsynced && toSync != ClockSync.Unsynced && to >= from ? to - from : null;
    }

    private void WriteMarks(OutboxMessage message, bool history)
    {
        if (message.Content.Onset is { } onset)
        {
            _json.WriteNumber("onset"u8, clock.Resolve(onset).Utc.ToUnixTimeMilliseconds());
        }

        if (history)
        {
            _json.WriteBoolean("hist"u8, true);
        }

        if (!message.Durable)
        {
            _json.WriteBoolean("durable"u8, false);
        }
    }
}
