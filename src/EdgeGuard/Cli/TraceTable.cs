using System.Globalization;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>A black box on the terminal: the alarm's story, and a line a point with its values at some moments around the onset. What moved comes first.</summary>
internal static class TraceTable
{
    private static readonly int[] s_narrow = [-300, 0, 300];
    private static readonly int[] s_wide = [-300, -60, 0, 60, 300];

    public static void Show(CliContext cli, TraceReport trace)
    {
        Head(cli, trace);
        TraceTimeline.Show(cli, trace);
        if (trace.Readings.Count > 0)
            ShowPoints(cli, trace);
        Foot(cli, trace);
    }

    private static void ShowPoints(CliContext cli, TraceReport trace)
    {
        int[] moments = cli.Narrow ? s_narrow : s_wide;
        Table table = Tables.Make().Flowing(cli.Say("测点", "Point"));
        foreach (int moment in moments)
            table.Flowing(Moment(cli, moment));
        if (!cli.Narrow)
            table.Flowing(cli.Say("最低", "Lowest")).Flowing(cli.Say("最高", "Highest"));
        table.Fixed(cli.Say("变化", "Chg"), right: true);
        List<TracePoint> points = [.. trace.Points];
        ILookup<int, TraceReading> readings = trace.Readings.ToLookup(static r => r.Point);
        foreach (int i in Enumerable.Range(0, points.Count).OrderBy(i => i > 0 && Changes(readings[i]) == 0))
            table.Row(Cells(cli, points[i], [.. readings[i]], moments, trace.Known));
        cli.Console.Write(table);
    }

    private static void Head(CliContext cli, TraceReport trace)
    {
        string onset = trace.Onset.ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);
        string trusted = trace.Sync == ClockSync.Unsynced ? cli.Say("（时钟未同步）", " (clock not synchronised)") : "";
        string ended = trace.Ended is { } end
            ? cli.Say($"，{end:yyyy-MM-dd HH:mm:ss} 结束", $", ended {end:yyyy-MM-dd HH:mm:ss}")
            : cli.Say("，仍在", ", stands");
        cli.Prose($"{trace.Serial} {cli.Say(trace.Label)} ({trace.Key})");
        cli.Prose(cli.Say($"起因 {onset}{trusted}{ended}", $"Onset {onset}{trusted}{ended}"));
    }

    private static void Foot(CliContext cli, TraceReport trace)
    {
        if (trace.Cut)
            cli.Prose(cli.Say("变化太多，最后的部分未列出。", "There were too many changes; the last of them are missing."));
        if (trace.Readings.Count == 0)
            cli.Prose(cli.Say("当时的测点值已不再保存（或尚未写入，请稍候再试）。", "What the points were is not kept any more, or not kept yet: then ask again in a few seconds."));
        else if (trace.Known < TraceSpan.Side)
            cli.Prose(cli.Say($"数据目前到起因后 {trace.Known:0} 秒。", $"Known so far up to {trace.Known:0} s after the onset."));
    }

    private static List<Text> Cells(CliContext cli, TracePoint point, IReadOnlyList<TraceReading> readings, int[] moments, double known)
    {
        List<Text> cells = [new(point.Name)];
        foreach (int moment in moments)
            cells.Add(Cell(cli, point, moment <= known ? readings.LastOrDefault(r => r.Seconds <= moment) : null));
        if (!cli.Narrow)
        {
            List<TraceReading> values = [.. readings.Where(static r => r.Value is not null)];
            bool measured = point.States.Count == 0;
            cells.Add(Cell(cli, point, measured ? values.MinBy(static r => r.Value) : null));
            cells.Add(Cell(cli, point, measured ? values.MaxBy(static r => r.Value) : null));
        }

        cells.Add(new Text(Changes(readings).ToString(CultureInfo.InvariantCulture), Tables.Quiet));
        return cells;
    }

    private static Text Cell(CliContext cli, TracePoint point, TraceReading? reading)
    {
        if (reading is null)
            return new Text(ValueText.None, Tables.Quiet);
        if (reading.Value is not { } value)
            return new Text(QualityText.Of(cli, reading.Quality, reading.Reason), LevelText.Style(3));
        string text = point.States.TryGetValue((int)Math.Round(value), out Words? words) ? cli.Say(words) : ValueText.Of(value, point.Unit);
        return reading.Quality == QualityText.Good ? new Text(text) : new Text($"{text} ?", LevelText.Style(3));
    }

    /// <summary>How often it was told something new within the span.</summary>
    private static int Changes(IEnumerable<TraceReading> readings)
    {
        (double? value, string? quality, int changes, bool any) = (null, null, 0, false);
        foreach (TraceReading reading in readings)
        {
            if (any && (reading.Value != value || reading.Quality != quality))
                changes++;
            (value, quality, any) = (reading.Value, reading.Quality, true);
        }

        return changes;
    }

    private static string Moment(CliContext cli, int seconds) => seconds == 0
        ? cli.Say("起因时", "Onset")
        : $"{(seconds > 0 ? "+" : "-")}{Math.Abs(seconds) / 60} {cli.Say("分", "min")}";
}
