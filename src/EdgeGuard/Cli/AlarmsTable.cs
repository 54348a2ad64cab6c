using EdgeGuard.Gateway.Hosting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Standing alarms on the terminal. The serial, which an acknowledgement needs, is always whole.</summary>
internal static class AlarmsTable
{
    /// <summary>Cells of a row without label, point and value.</summary>
    private const int OtherCells = 66;

    private const string Between = " · ";

    private const int OtherCellsNarrow = 30;
    private const int MaxPointCells = 30;

    /// <summary>With all columns a row needs this width to stay on one line.</summary>
    private const int OneLineColumns = 112;

    /// <summary>Every text in full, on as many lines as that takes, with all there is to say of it beneath.</summary>
    public static Table Make(CliContext cli, IEnumerable<AlarmRow> rows) =>
        Fill(cli, rows, cli.Narrow, (row, style) => Whole(cli, row, style, cli.Narrow));

    /// <summary>Texts cut; a row has <see cref="LinesOfCut"/> lines.</summary>
    public static Table MakeCut(CliContext cli, IEnumerable<AlarmRow> rows)
    {
        int width = cli.Console.Profile.Width;
        AlarmRow[] shown = [.. rows];
        if (width < OneLineColumns)
        {
            int room = Math.Max(width - OtherCellsNarrow, 1);
            return Fill(cli, shown, true, (row, style) => new Text(
                $"{CellText.Cut(Branch(row) + Label(cli, row.Alarm), room)}\n{CellText.Cut(WithNotes(cli, row, Where(row)), room)}", style));
        }

        int point = Math.Min(shown.Select(r => CellText.Width(r.Alarm.Point)).DefaultIfEmpty(0).Max(), MaxPointCells);
        int value = Math.Max(shown.Select(r => CellText.Width(Value(r.Alarm))).DefaultIfEmpty(0).Max(), CellText.Width(ValueHeader(cli)));
        int label = width - OtherCells - point - value;
        return Fill(cli, shown, false, (row, style) => new Text(CellText.Cut(WithNotes(cli, row, Branch(row) + Label(cli, row.Alarm)), label), style), point);
    }

    public static int LinesOfCut(CliContext cli) => cli.Console.Profile.Width < OneLineColumns ? 2 : 1;

    private static Table Fill(CliContext cli, IEnumerable<AlarmRow> rows, bool narrow, Func<AlarmRow, Style, IRenderable> text, int pointCells = int.MaxValue)
    {
        Table table = Tables.Make()
            .Fixed(cli.Say("级", "Lv"))
            .Fixed(narrow ? cli.Say("态", "S") : cli.Say("状态", "State"))
            .Fixed(cli.Say("流水号", "Serial"))
            .Flowing(cli.Say("告警", "Alarm"));
        if (!narrow)
            table.Flowing(cli.Say("测点", "Point")).Fixed(ValueHeader(cli), right: true);
        table.Fixed(cli.Say("时长", "For"), right: true);
        foreach (AlarmRow row in rows)
        {
            // What is not announced keeps its number and letter, and goes without the colour.
            Style style = row.Alarm.Announced ? LevelText.Style(row.Alarm.Level) : Tables.Quiet;
            table.Row(narrow ? NarrowCells(row, text(row, style), style) : Cells(cli, row, text(row, style), style, pointCells));
        }

        return table;
    }

    private static List<IRenderable> NarrowCells(AlarmRow row, IRenderable text, Style style) =>
    [
        new Text($"{row.Alarm.Level}", style),
        new Text(row.Alarm.State, style),
        new Text(Serial(row.Alarm)),
        text,
        new Text(For(row.Alarm, ValueText.ShortAge), Tables.Quiet),
    ];

    private static List<IRenderable> Cells(CliContext cli, AlarmRow row, IRenderable text, Style style, int pointCells)
    {
        AlarmReport alarm = row.Alarm;
        return
        [
            new Text($"{alarm.Level} {cli.Say(LevelText.Words(alarm.Level))}", style),
            new Text($"{alarm.State} {cli.Say(StateText.Words(alarm.State))}", style),
            new Text(Serial(alarm)),
            text,
            new Text(CellText.Cut(alarm.Point, pointCells)),
            new Text(Value(alarm)),
            new Text(For(alarm, ValueText.Age), Tables.Quiet),
        ];
    }

    private static Paragraph Whole(CliContext cli, AlarmRow row, Style style, bool narrow)
    {
        string text = Branch(row) + Label(cli, row.Alarm);
        if (narrow)
            text += $"\n{Where(row)}";
        Paragraph cell = new(text, style);
        // Where every line is short each note has one of its own.
        string notes = string.Join(narrow ? "\n" : Between, AlarmNotes.Of(cli, row));
        return notes.Length > 0 ? cell.Append($"\n{notes}", Tables.Quiet) : cell;
    }

    private static string WithNotes(CliContext cli, AlarmRow row, string text) => string.Join(Between, AlarmNotes.Of(cli, row).Prepend(text));

    private static string Branch(AlarmRow row) => row.Depth == 0 ? "" : new string(' ', 2 * (row.Depth - 1)) + "└ ";

    private static string Where(AlarmRow row) => $"{row.Alarm.Point} {Value(row.Alarm)}".TrimEnd();

    private static string Serial(AlarmReport alarm) => AlarmNotes.IsNamed(alarm) ? alarm.Serial : ValueText.None;

    /// <summary>How long it has stood; one that is only hidden does not.</summary>
    private static string For(AlarmReport alarm, Func<double?, string> age) => alarm.Phase == "A" ? "" : age(alarm.ForSeconds);

    private static string Label(CliContext cli, AlarmReport alarm) => alarm.Quality == QualityText.Good
        ? cli.Say(alarm.Label)
        : cli.Say(alarm.Label) + cli.Say("（数据无效）", " (data not good)");

    private static string ValueHeader(CliContext cli) => cli.Say("触发值", "Value");

    /// <summary>Of what is measured; the number of a state tells nobody anything.</summary>
    private static string Value(AlarmReport alarm) =>
        alarm.Value is null || (alarm.Limit is null && alarm.Unit.Length == 0) ? "" : ValueText.Of(alarm.Value, alarm.Unit);
}
