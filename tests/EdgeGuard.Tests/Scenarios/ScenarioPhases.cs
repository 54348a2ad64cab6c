using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Tests.Scenarios;

/// <summary>
/// Writes out <c>phases.jsonl</c>, the short form of an input, as the CSV it stands for: a line is a phase, in which every point that was ever
/// named is read at even steps.
/// </summary>
internal sealed class ScenarioPhases
{
    /// <summary>UTC in ticks: 2026-03-01T12:00.</summary>
    private const long Start = 639_079_632_000_000_000;

    private readonly StringBuilder _csv = new("time,point,value,quality\n");
    private readonly SortedDictionary<string, (double? From, double? To)> _points = new(StringComparer.Ordinal);
    private long _now = Start;
    private long _step = TimeSpan.FromSeconds(10).Ticks;

    /// <summary>The rows of a file of phases, in UTF-8.</summary>
    public static byte[] Rows(string path)
    {
        var phases = new ScenarioPhases();
        foreach (string line in Scenario.Lines(path))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            phases.Write(document.RootElement);
        }

        return Encoding.UTF8.GetBytes(phases._csv.ToString());
    }

    private void Write(JsonElement phase)
    {
        if (phase.TryGetProperty("repeat", out JsonElement times))
        {
            for (int i = times.GetInt32(); i > 0; i--)
            {
                foreach (JsonElement part in phase.GetProperty("phases").EnumerateArray())
                    Write(part);
            }

            return;
        }

        bool nobodyReads = Take(phase, out long length);
        for (long past = 0; past < length && !nobodyReads; past += _step)
            WriteRows(_now + past, (double)past / length);
        _now += length;
        foreach ((string point, (_, double? to)) in _points.ToArray())
            _points[point] = (to, to);
    }

    /// <summary>True where the time passes without a reading.</summary>
    private bool Take(JsonElement phase, out long length)
    {
        length = 0;
        bool nobodyReads = false;
        foreach (JsonProperty property in phase.EnumerateObject())
        {
            switch (property.Name)
            {
                case "for":
                    length = Ticks(property.Value);
                    break;
                case "every":
                    _step = Ticks(property.Value);
                    break;
                case "unread":
                    nobodyReads = property.Value.GetBoolean();
                    break;
                default:
                    _points[property.Name] = Values(property.Value);
                    break;
            }
        }

        return nobodyReads;
    }

    private void WriteRows(long time, double part)
    {
        string at = UtcText.Of(time);
        foreach ((string point, (double? from, double? to)) in _points)
        {
            double? value = from == to ? from : Math.Round((double)(from + (to - from) * part)!, 1);
            _csv.Append(at).Append(',').Append(point).Append(',').Append(value?.ToString(CultureInfo.InvariantCulture)).Append(",\n");
        }
    }

    private static (double? From, double? To) Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => (null, null),
        JsonValueKind.Array => (value[0].GetDouble(), value[1].GetDouble()),
        _ => (value.GetDouble(), value.GetDouble()),
    };

    private static long Ticks(JsonElement text) => DurationConverter.TryParse(text.GetString(), out TimeSpan span)
        ? span.Ticks
        : throw new InvalidDataException($"'{text}' is no duration.");
}
