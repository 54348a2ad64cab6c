using System.Buffers;
using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Gathers what changed into one telemetry message an interval. Body: <c>{"r":[[point, ms before ts, value], …]}</c>, with
/// <c>null, "bad", reason</c> in place of a value that is not there, and a fourth element where it is uncertain;
/// <c>origin</c> before it where the values are not real.
/// </summary>
internal sealed class TelemetryBatcher
{
    /// <summary>A change smaller than this share of the value told last is not told [our default].</summary>
    private const double Deadband = 0.005;

    /// <summary>
    /// Readings that make a message of their own before the interval is over, about 50 kB [our default]: a broker refuses
    /// a message that is too large, and all of it would be lost.
    /// </summary>
    private const int Full = 1000;

    private readonly PointTable _points;
    private readonly TelemetryConfig _config;
    private readonly Origin _origin;
    private readonly Reading[] _told;
    private readonly bool[] _known;
    private readonly List<Reading> _pending = [];
    private MonotonicTime? _intervalStart;

    public TelemetryBatcher(GatewayModel model, TelemetryConfig config)
    {
        _points = model.Points;
        _config = config;
        _origin = model.Origin;
        _told = new Reading[_points.Count];
        _known = new bool[_points.Count];
    }

    public void Observe(in Reading reading)
    {
        int i = reading.Point.Index;
        if (_known[i] && !Changed(_told[i], reading) && !(reading.At.Since(_told[i].At) >= _config.Refresh))
            return;
        _told[i] = reading;
        _known[i] = true;
        _pending.Add(reading);
    }

    /// <summary>The message of an interval that has passed or is full; null while it has not, or nothing changed.</summary>
    public MessageDraft? Flush(MonotonicTime now, bool final = false)
    {
        _intervalStart ??= now;
        if (!final && _pending.Count < Full && !(now.Since(_intervalStart.Value) >= _config.Interval))
            return null;
        _intervalStart = now;
        if (_pending.Count == 0)
            return null;
        var draft = new MessageDraft("t", Lane.Telemetry, "t", now, null, Write(now));
        _pending.Clear();
        return draft;
    }

    private static bool Changed(in Reading told, in Reading now)
    {
        if (told.Quality != now.Quality || told.Reason != now.Reason)
            return true;
        return now.Quality != Quality.Bad && Math.Abs(now.Value - told.Value) > Deadband * Math.Abs(told.Value);
    }

    private ReadOnlyMemory<byte> Write(MonotonicTime now)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + 40 * _pending.Count);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = MessageJson.Encoder }))
        {
            json.WriteStartObject();
            if (_origin != Origin.Live)
                json.WriteString("origin", MessageJson.Name(_origin));
            json.WriteStartArray("r");
            foreach (Reading reading in _pending)
                Write(json, reading, now);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json, in Reading reading, MonotonicTime now)
    {
        json.WriteStartArray();
        json.WriteStringValue(_points[reading.Point].Name);
        json.WriteNumberValue((long)(now.Since(reading.At) ?? TimeSpan.Zero).TotalMilliseconds);
        if (reading.Quality == Quality.Bad)
            json.WriteNullValue();
        else
            json.WriteNumberValue(Math.Round(reading.Value, 4));
        if (reading.Quality != Quality.Good)
        {
            json.WriteStringValue(MessageJson.Name(reading.Quality));
            json.WriteStringValue(MessageJson.Name(reading.Reason));
        }

        json.WriteEndArray();
    }
}
