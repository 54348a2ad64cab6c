using System.Text.Json;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>All of a trace for machines, in time order: every reading and every event, as CSV or as a line of JSON each.</summary>
internal static class TraceRows
{
    public static void WriteJson(CliContext cli, TraceReport trace)
    {
        foreach ((TraceReading? reading, TraceEvent? told) in InOrder(trace))
        {
            cli.Line(reading is not null
                ? JsonSerializer.Serialize(Line(trace, reading), JsonLines.Default.TraceLine)
                : JsonSerializer.Serialize(Line(told!), JsonLines.Readable.TraceEventLine));
        }
    }

    public static void WriteCsv(CliContext cli, TraceReport trace)
    {
        CsvText.Write(cli, ["time", "local", "kind", "point", "value", "unit", "quality", "reason", "event", "by", "text"]);
        foreach ((TraceReading? reading, TraceEvent? told) in InOrder(trace))
        {
            if (reading is not null)
            {
                DateTimeOffset at = trace.Onset.AddSeconds(reading.Seconds);
                TracePoint point = trace.Points[reading.Point];
                string reason = reading.Quality == QualityText.Good ? "" : reading.Reason;
                CsvText.Write(cli, [CsvText.Utc(at), CsvText.Local(at), TraceLine.Signal, point.Name, CsvText.Of(reading.Value), point.Unit, reading.Quality, reason, "", "", ""]);
            }
            else
            {
                CsvText.Write(cli, [CsvText.Utc(told!.At), CsvText.Local(told.At), told.Kind, "", "", "", "", "", told.What, told.By ?? "", told.Text]);
            }
        }
    }

    private static IEnumerable<(TraceReading? Reading, TraceEvent? Event)> InOrder(TraceReport trace) =>
        trace.Readings.Select(r => (At: trace.Onset.AddSeconds(r.Seconds), Reading: (TraceReading?)r, Event: (TraceEvent?)null))
            .Concat(trace.Events.Select(static e => (e.At, Reading: (TraceReading?)null, Event: (TraceEvent?)e)))
            .OrderBy(static row => row.At)
            .Select(static row => (row.Reading, row.Event));

    private static TraceLine Line(TraceReport trace, TraceReading reading) => new(
        CsvText.Utc(trace.Onset.AddSeconds(reading.Seconds)),
        TraceLine.Signal,
        trace.Points[reading.Point].Name,
        reading.Value,
        reading.Quality,
        reading.Quality == QualityText.Good ? null : reading.Reason);

    private static TraceEventLine Line(TraceEvent told) => new(CsvText.Utc(told.At), told.Kind, told.What, told.By, told.Text);
}
