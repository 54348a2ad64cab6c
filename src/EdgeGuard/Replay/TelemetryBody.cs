using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>Reads what <c>TelemetryBatcher</c> wrote: <c>{"r":[[point, ms before, value, quality?, reason?], …]}</c>.</summary>
internal static class TelemetryBody
{
    /// <param name="time">UTC of the message, in ticks.</param>
    /// <param name="rows">Gets the readings.</param>
    /// <param name="unknown">Told the names that the configuration does not know.</param>
    /// <exception cref="JsonException">It is no such message.</exception>
    public static void Read(ReadOnlySpan<byte> body, long time, PointNames names, List<ReplayRow> rows, Action<string> unknown)
    {
        var json = new Utf8JsonReader(body);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.StartArray && json.CurrentDepth == 2)
                ReadOne(ref json, time, names, rows, unknown);
        }
    }

    private static void ReadOne(ref Utf8JsonReader json, long time, PointNames names, List<ReplayRow> rows, Action<string> unknown)
    {
        json.Read();
        ReadOnlySpan<byte> name = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
        bool known = names.TryFind(name, out PointId point);
        if (!known)
            unknown(Encoding.UTF8.GetString(name));
        json.Read();
        long before = json.GetInt64();
        json.Read();
        double value = json.TokenType == JsonTokenType.Null ? double.NaN : json.GetDouble();
        Quality quality = Quality.Good;
        QualityReason reason = QualityReason.None;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            // Quality comes first; a name is one of either.
            if (!QualityNames.TryParse(json.ValueSpan, out Quality told))
                _ = QualityNames.TryParse(json.ValueSpan, out reason);
            else
                quality = told;
        }

        if (known)
            rows.Add(new ReplayRow(time - before * TimeSpan.TicksPerMillisecond, point, value, quality, reason));
    }
}
