using System.Globalization;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>A history on the terminal, a line a row as it comes; at the end its course in one line.</summary>
internal sealed class HistoryView(CliContext cli)
{
    private const int ValueCells = 16;
    private const int NumberCells = 10;
    private const int CountCells = 6;
    private readonly string _times = cli.Narrow ? "MM-dd HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss.fff";
    private readonly string _begins = cli.Narrow ? "MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss";
    private HistoryHead? _head;
    private Sparkline? _course;
    private bool _doubtful;

    public void Take(HistoryReport part)
    {
        if (part.Head is { } head)
            Begin(head);
        foreach (HistoryRow row in part.Rows)
            Show(row);
        if (part.Summary is { } summary)
            End(summary);
    }

    private void Begin(HistoryHead head)
    {
        _head = head;
        string from = head.From is { } begin ? Time(begin, "yyyy-MM-dd HH:mm:ss") : cli.Say("最早", "the oldest kept");
        cli.Prose($"{head.Point}  {cli.Say(head.Label)}");
        cli.Prose(cli.Say($"{from} 至 {Time(head.To, "yyyy-MM-dd HH:mm:ss zzz")}", $"{from} to {Time(head.To, "yyyy-MM-dd HH:mm:ss zzz")}"));
        cli.Line("");
        if (head.EverySeconds is null)
            return;
        string unit = Units.TryFindCanonical(head.Unit, out Unit? known) && known != Unit.None ? $" {known.Value.Symbol()}" : "";
        Line(
            Pad(cli.Say("从", "From"), _begins.Length + 2) + Right(cli.Say($"平均{unit}", $"Mean{unit}"), NumberCells)
            + Right(cli.Say("最低", "Least"), NumberCells) + Right(cli.Say("最高", "Most"), NumberCells) + Right(cli.Say("个数", "Count"), CountCells),
            Tables.Strong);
    }

    private void Show(HistoryRow row)
    {
        HistoryHead head = _head!;
        _course ??= new Sparkline(head.From ?? row.At, head.To, cli.Console.Profile.Width - 2);
        _doubtful |= row.Clock == ClockSync.Unsynced || row.UntilClock == ClockSync.Unsynced;
        if (row.Gap is { } gap)
        {
            _course.Add(row.At, null);
            Line($"{Stamp(row.At, row.Clock, _times)} {Gap(row, gap)}", LevelText.Style(3));
            return;
        }

        _course.Add(row.At, row.Value);
        Style style = row.Quality == QualityText.Good ? Style.Plain : LevelText.Style(3);
        if (head.EverySeconds is null)
        {
            Words? words = row.Value is { } value && head.States.TryGetValue((int)Math.Round(value), out Words? state) ? state : null;
            string text = row.Value is null ? "" : Pad(ValueText.Of(cli, row.Value, head.Unit, words), ValueCells) + " ";
            string held = row.Held ? cli.Say("起点时有效", "in force at the begin") : "";
            Line($"{Stamp(row.At, row.Clock, _times)} {text}{QualityText.Of(cli, row.Quality!, row.Reason ?? "none")}{held}", style);
            return;
        }

        string part = row.Quality == "uncertain" ? cli.Say(" 部分", " partly") : "";
        Line(
            $"{Stamp(row.At, row.Clock, _begins)} {Right(Number(row.Value), NumberCells)}{Right(Number(row.Min), NumberCells)}"
            + $"{Right(Number(row.Max), NumberCells)}{Right($"{row.Count}", CountCells)}{part}",
            style);
    }

    private string Gap(HistoryRow row, string gap)
    {
        string until = Stamp(row.Until!.Value, row.UntilClock!.Value, _times).TrimEnd();
        bool known = row.Clock != ClockSync.Unsynced && row.UntilClock != ClockSync.Unsynced;
        bool restarted = gap == "restart";
        string why = restarted ? cli.Say("重启", "restart") : cli.Say("无数据", "no data");
        if (cli.Narrow)
            return cli.Say($"缺 至 {until} {why}", $"gap to {until} {why}");
        string length = known && row.Until >= row.At ? $" ({ValueText.Age((row.Until - row.At)?.TotalSeconds)})" : "";
        string told = restarted ? cli.Say("网关重启", "the gateway restarted") : why;
        return cli.Say($"缺数据，至 {until}{length}：{told}", $"gap until {until}{length}: {told}");
    }

    private void End(HistorySummary summary)
    {
        if (summary.Readings == 0 && _course is null)
        {
            cli.Prose(cli.Say("这段时间没有保存的值。", "Nothing is kept of this time."));
            return;
        }

        cli.Line("");
        bool measured = _head!.States.Count == 0;
        if (measured && _course?.Text is { } course)
            cli.Line(course);
        string range = measured && summary.Mean is not null
            ? cli.Say(
                $"；最低 {Value(summary.Min)}，平均 {Value(summary.Mean)}，最高 {Value(summary.Max)}",
                $"; least {Value(summary.Min)}, mean {Value(summary.Mean)}, greatest {Value(summary.Max)}")
            : "";
        string bad = summary.Bad == 0 ? "" : cli.Say($"；无效 {summary.Bad}", $"; {summary.Bad} bad");
        string gaps = summary.Gaps == 0 ? "" : cli.Say($"；缺数据 {summary.Gaps} 处", $"; {summary.Gaps} gaps");
        cli.Prose(cli.Say($"{summary.Readings} 个读数{range}{bad}{gaps}", $"{summary.Readings} readings{range}{bad}{gaps}"));
        if (_doubtful)
            cli.Prose(cli.Say("?：该次运行的时钟从未同步，时间不可信。", "?: the clock of that run was never set; do not trust the time."));
    }

    private string Value(double? value) => ValueText.Of(value, _head!.Unit);

    private static string Number(double? value) => ValueText.Of(value, "");

    private void Line(string text, Style style)
    {
        cli.Console.Write(new Text(text, style));
        cli.Console.WriteLine();
    }

    /// <summary>A time, and a mark where it cannot be trusted.</summary>
    private static string Stamp(DateTimeOffset time, ClockSync clock, string format) => Time(time, format) + (clock == ClockSync.Unsynced ? "?" : " ");

    private static string Time(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static string Pad(string text, int cells) => text + new string(' ', Math.Max(0, cells - CellText.Width(text)));

    private static string Right(string text, int cells) => new string(' ', Math.Max(0, cells - CellText.Width(text))) + text;
}
