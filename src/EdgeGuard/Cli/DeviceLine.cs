using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>A device's points in a line or two: those in alarm first, then measured ones, then states and settings, as many as fit.</summary>
internal static class DeviceLine
{
    private const string Between = "  ";
    private static readonly string[] s_settings = ["setpoint", "limit", "capacity", "ratedPower"];

    public static Paragraph Draw(CliContext cli, IEnumerable<PointReport> points, IReadOnlyList<AlarmReport> alarms, int width, int lines)
    {
        PointReport[] shown = [.. points.Where(p => !ModelBuilder.IsOwnPoint(p.Name))];
        var paragraph = new Paragraph();
        if (shown.Length > 0 && shown.All(p => p.Quality == QualityText.Bad))
            return paragraph.Append(QualityText.Of(cli, shown[0].Quality, shown[0].Reason), Tables.Ill);

        Dictionary<string, int> levels = alarms
            .Where(a => a.State is "B" or "C" || a is { State: "H", Active: true })
            .GroupBy(a => a.Point, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(a => a.Level), StringComparer.Ordinal);
        int line = 1;
        int used = 0;
        foreach (PointReport point in shown.OrderBy(p => Rank(p, levels)))
        {
            int? level = levels.TryGetValue(point.Name, out int found) ? found : null;
            string text = CellText.Cut(Told(cli, point, level), width);
            int cells = CellText.Width(text) + (used == 0 ? 0 : Between.Length);
            if (used + cells > width)
            {
                if (line++ == lines)
                    break;
                paragraph.Append("\n");
                used = 0;
                cells = CellText.Width(text);
            }

            if (used > 0)
                paragraph.Append(Between);
            paragraph.Append(text, level is { } l ? LevelText.Style(l) : Style.Plain);
            used += cells;
        }

        return paragraph;
    }

    private static int Rank(PointReport point, Dictionary<string, int> levels)
    {
        if (levels.TryGetValue(point.Name, out int level))
            return level;
        return point switch
        {
            { Quality: QualityText.Bad } => 8,
            { Signal: { } signal } when IsSetting(signal) => 7,
            { Text: null } => 5,
            _ => 6,
        };
    }

    /// <summary>What somebody set or built in: it never moves, so it is looked at least.</summary>
    private static bool IsSetting(string signal) =>
        s_settings.Any(ending => signal.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>A point in alarm carries its level as a number too.</summary>
    private static string Told(CliContext cli, PointReport point, int? level)
    {
        string value = point.Quality == QualityText.Bad
            ? QualityText.Of(cli, point.Quality, point.Reason)
            : point.Text is { } words ? cli.Say(words) : ValueText.Of(point.Value, point.Unit);
        string mark = level is { } l ? $"!{l} " : "";
        return $"{mark}{cli.Say(point.Label)} {value}";
    }
}
