using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>A history as JSON, a line a row.</summary>
internal sealed class HistoryJson(CliContext cli)
{
    private HistoryHead? _head;

    public void Take(HistoryReport part)
    {
        _head = part.Head ?? _head;
        foreach (HistoryRow row in part.Rows)
            cli.Line(JsonSerializer.Serialize(Line(row, _head!), JsonLines.Readable.HistoryLine));
    }

    public static string ClockName(ClockSync clock) => clock switch
    {
        ClockSync.Sync => "sync",
        ClockSync.Holdover => "holdover",
        _ => "unsynced",
    };

    private static HistoryLine Line(HistoryRow row, HistoryHead head) => new(CsvText.Utc(row.At), CsvText.LocalIso(row.At), head.Point, ClockName(row.Clock), row.Boot)
    {
        Value = head.EverySeconds is null ? row.Value : null,
        Mean = head.EverySeconds is null ? null : row.Value,
        Min = row.Min,
        Max = row.Max,
        Count = row.Count,
        Quality = row.Quality,
        Reason = row.Reason,
        Held = row.Held ? true : null,
        Gap = row.Gap,
        Until = row.Until is { } until ? CsvText.Utc(until) : null,
    };
}

/// <summary>One line of <c>history --json</c>. What does not apply is not there; a reading without a value is bad.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Local">The same, as the room's clocks show it.</param>
/// <param name="Clock"><c>sync</c>, <c>holdover</c>, or <c>unsynced</c>: then the time is not to be trusted.</param>
internal sealed record HistoryLine(string Time, string Local, string Point, string Clock, uint Boot)
{
    public double? Value { get; init; }

    public double? Mean { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public int? Count { get; init; }

    public string? Quality { get; init; }

    public string? Reason { get; init; }

    public bool? Held { get; init; }

    /// <summary><c>restart</c> or <c>silence</c>.</summary>
    public string? Gap { get; init; }

    public string? Until { get; init; }
}
