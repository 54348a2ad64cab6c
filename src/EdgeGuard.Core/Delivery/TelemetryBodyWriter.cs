using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>
/// Writes the body of a telemetry message, which <see cref="TelemetryBody"/> reads: <c>{"r":[[point, ms before ts, value], …]}</c>, with
/// <c>null, "bad", reason</c> in place of a value that is not there, and a fourth element where it is uncertain; <c>origin</c> before it
/// where the values are not real. One body after the other, without garbage but for the body itself.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A Utf8JsonWriter over a buffer holds nothing to give back.")]
public sealed class TelemetryBodyWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;

    public TelemetryBodyWriter() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = MessageJson.Encoder, SkipValidation = true });

    public void Begin(Origin origin)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        if (origin != Origin.Live)
            _json.WriteString("origin"u8, MessageJson.Name(origin));
        _json.WriteStartArray("r"u8);
    }

    /// <param name="ago">Milliseconds before the message.</param>
    /// <param name="value">Not looked at where the quality is bad.</param>
    public void Add(string point, long ago, double value, Quality quality, QualityReason reason)
    {
        _json.WriteStartArray();
        _json.WriteStringValue(point);
        End(ago, value, quality, reason);
    }

    /// <inheritdoc cref="Add(string, long, double, Quality, QualityReason)"/>
    /// <param name="point">UTF-8.</param>
    public void Add(ReadOnlySpan<byte> point, long ago, double value, Quality quality, QualityReason reason)
    {
        _json.WriteStartArray();
        _json.WriteStringValue(point);
        End(ago, value, quality, reason);
    }

    private void End(long ago, double value, Quality quality, QualityReason reason)
    {
        _json.WriteNumberValue(ago);
        if (quality == Quality.Bad)
            _json.WriteNullValue();
        else
            _json.WriteNumberValue(value);
        if (quality != Quality.Good)
        {
            _json.WriteStringValue(MessageJson.Name(quality));
            _json.WriteStringValue(MessageJson.Name(reason));
        }

        _json.WriteEndArray();
    }

    /// <summary>The body, valid until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> End()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan;
    }
}
