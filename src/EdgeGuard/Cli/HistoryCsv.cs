using System.Globalization;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>A history as CSV (RFC 4180): time in UTC and as the room's clocks showed it; a gap is a row whose quality is <c>gap</c>.</summary>
internal sealed class HistoryCsv(CliContext cli)
{
    private HistoryHead? _head;

    public void Take(HistoryReport part)
    {
        if (part.Head is { } head)
        {
            _head = head;
            string[] values = head.EverySeconds is null ? ["value"] : ["mean", "min", "max", "count"];
            CsvText.Write(cli, ["time", "local", "point", .. values, "unit", "quality", "reason", "clock", "boot", "until"]);
        }

        foreach (HistoryRow row in part.Rows)
            CsvText.Write(cli, Fields(row, _head!));
    }

    private static IEnumerable<string> Fields(HistoryRow row, HistoryHead head)
    {
        string[] values = head.EverySeconds is null
            ? [CsvText.Of(row.Value)]
            : [CsvText.Of(row.Value), CsvText.Of(row.Min), CsvText.Of(row.Max), row.Count?.ToString(CultureInfo.InvariantCulture) ?? ""];
        return
        [
            CsvText.Utc(row.At),
            CsvText.Local(row.At),
            head.Point,
            .. values,
            head.Unit,
            row.Gap is null ? row.Quality ?? "" : "gap",
            row.Gap ?? row.Reason ?? "",
            HistoryJson.ClockName(row.Clock),
            row.Boot.ToString(CultureInfo.InvariantCulture),
            row.Until is { } until ? CsvText.Utc(until) : "",
        ];
    }
}
