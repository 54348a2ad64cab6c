using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Points on the terminal: name and value always, label and age where there is room.</summary>
internal static class PointsTable
{
    public static void Show(CliContext cli, IReadOnlyList<PointReport> points)
    {
        if (points.Count == 0)
        {
            cli.Line(cli.Say("没有测点。", "There are no points."));
            return;
        }

        Table table = Tables.Make().Flowing(cli.Say("测点", "Point")).Flowing(cli.Say("值", "Value"));
        if (!cli.Narrow)
            table.Flowing(cli.Say("质量", "Quality")).Flowing(cli.Say("名称", "Label"));
        table.Fixed(cli.Say("时间", "Age"), right: true);
        foreach (PointReport point in points)
            table.Row(Cells(cli, point));
        cli.Console.Write(table);
    }

    private static List<Text> Cells(CliContext cli, PointReport point)
    {
        string value = ValueText.Of(cli, point.Value, point.Unit, point.Text);
        string quality = QualityText.Of(cli, point.Quality, point.Reason);
        Style style = point.Quality == QualityText.Good ? Style.Plain : LevelText.Style(3);
        Text age = new(ValueText.ShortAge(point.AgeSeconds), Tables.Quiet);
        if (!cli.Narrow)
            return [new(point.Name), new(value, style), new(quality.Length == 0 ? cli.Say("良好", "good") : quality, style), new(cli.Say(point.Label)), age];
        // A value that is not good says so in its own column.
        string told = (point.Value, quality) switch
        {
            (_, "") => value,
            (null, _) => quality,
            _ => $"{value} {quality}",
        };
        return [new(point.Name), new(told, style), age];
    }
}
