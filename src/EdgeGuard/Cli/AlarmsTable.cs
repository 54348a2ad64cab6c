using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Standing alarms on the terminal. The serial, which an acknowledgement needs, is always whole.</summary>
internal static class AlarmsTable
{
    /// <summary>Cells of a row without label, point and value.</summary>
    private const int OtherCells = 66;

    private const int OtherCellsNarrow = 30;
    private const int MaxPointCells = 30;

    /// <summary>With all columns a row needs this width to stay on one line.</summary>
    private const int OneLineColumns = 112;

    /// <summary>Every text in full, on as many lines as that takes.</summary>
    public static Table Make(CliContext cli, IEnumerable<AlarmReport> alarms) => Make(cli, alarms, cli.Narrow, int.MaxValue, int.MaxValue);

    /// <summary>Texts cut; a row has <see cref="LinesOfCut"/> lines.</summary>
    public static Table MakeCut(CliContext cli, IEnumerable<AlarmReport> alarms)
    {
        int width = cli.Console.Profile.Width;
        AlarmReport[] shown = [.. alarms];
        if (width < OneLineColumns)
            return Make(cli, shown, true, Math.Max(width - OtherCellsNarrow, 1), int.MaxValue);
        int point = Math.Min(shown.Select(a => CellText.Width(a.Point)).DefaultIfEmpty(0).Max(), MaxPointCells);
        int value = Math.Max(shown.Select(a => CellText.Width(Value(a))).DefaultIfEmpty(0).Max(), CellText.Width(ValueHeader(cli)));
        return Make(cli, shown, false, width - OtherCells - point - value, point);
    }

    public static int LinesOfCut(CliContext cli) => cli.Console.Profile.Width < OneLineColumns ? 2 : 1;

    private static Table Make(CliContext cli, IEnumerable<AlarmReport> alarms, bool narrow, int labelCells, int pointCells)
    {
        Table table = Tables.Make()
            .Fixed(cli.Say("级", "Lv"))
            .Fixed(narrow ? cli.Say("态", "S") : cli.Say("状态", "State"))
            .Fixed(cli.Say("流水号", "Serial"))
            .Flowing(cli.Say("告警", "Alarm"));
        if (!narrow)
            table.Flowing(cli.Say("测点", "Point")).Fixed(ValueHeader(cli), right: true);
        table.Fixed(cli.Say("时长", "For"), right: true);
        foreach (AlarmReport alarm in alarms)
            table.Row(narrow ? NarrowCells(cli, alarm, labelCells) : Cells(cli, alarm, labelCells, pointCells));
        return table;
    }

    private static List<Text> NarrowCells(CliContext cli, AlarmReport alarm, int cells)
    {
        Style style = LevelText.Style(alarm.Level);
        string where = $"{alarm.Point} {Value(alarm)}".TrimEnd();
        return
        [
            new($"{alarm.Level}", style),
            new(alarm.State, style),
            new(alarm.Serial),
            new($"{CellText.Cut(Label(cli, alarm), cells)}\n{CellText.Cut(where, cells)}", style),
            new(ValueText.ShortAge(alarm.ForSeconds), Tables.Quiet),
        ];
    }

    private static List<Text> Cells(CliContext cli, AlarmReport alarm, int labelCells, int pointCells)
    {
        Style style = LevelText.Style(alarm.Level);
        return
        [
            new($"{alarm.Level} {cli.Say(LevelText.Words(alarm.Level))}", style),
            new($"{alarm.State} {cli.Say(StateText.Words(alarm.State))}", style),
            new(alarm.Serial),
            new(CellText.Cut(Label(cli, alarm), labelCells), style),
            new(CellText.Cut(alarm.Point, pointCells)),
            new(Value(alarm)),
            new(ValueText.Age(alarm.ForSeconds), Tables.Quiet),
        ];
    }

    private static string Label(CliContext cli, AlarmReport alarm) => alarm.Quality == QualityText.Good
        ? cli.Say(alarm.Label)
        : cli.Say(alarm.Label) + cli.Say("（数据无效）", " (data not good)");

    private static string ValueHeader(CliContext cli) => cli.Say("触发值", "Value");

    /// <summary>Of what is measured; the number of a state tells nobody anything.</summary>
    private static string Value(AlarmReport alarm) =>
        alarm.Value is null || (alarm.Limit is null && alarm.Unit.Length == 0) ? "" : ValueText.Of(alarm.Value, alarm.Unit);
}
