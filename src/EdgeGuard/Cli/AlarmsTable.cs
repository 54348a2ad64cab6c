using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Standing alarms on the terminal. The serial, which an acknowledgement needs, is always whole.</summary>
internal static class AlarmsTable
{
    public static Table Make(CliContext cli, IEnumerable<AlarmReport> alarms)
    {
        Table table = Tables.Make()
            .Fixed(cli.Say("级", "Lv"))
            .Fixed(cli.Narrow ? cli.Say("态", "S") : cli.Say("状态", "State"))
            .Fixed(cli.Say("流水号", "Serial"))
            .Flowing(cli.Say("告警", "Alarm"));
        if (!cli.Narrow)
            table.Flowing(cli.Say("测点", "Point")).Fixed(cli.Say("触发值", "Value"), right: true);
        table.Fixed(cli.Say("时长", "For"), right: true);
        foreach (AlarmReport alarm in alarms)
            table.Row(Cells(cli, alarm));
        return table;
    }

    private static List<Text> Cells(CliContext cli, AlarmReport alarm)
    {
        Style style = LevelText.Style(alarm.Level);
        string label = cli.Say(alarm.Label);
        if (alarm.Quality != QualityText.Good)
            label += cli.Say("（数据无效）", " (data not good)");
        string value = alarm.Value is null ? "" : ValueText.Of(alarm.Value, alarm.Unit);
        Text age = new(cli.Narrow ? ValueText.ShortAge(alarm.ForSeconds) : ValueText.Age(alarm.ForSeconds), Tables.Quiet);
        return cli.Narrow
            ? [new($"{alarm.Level}", style), new(alarm.State, style), new(alarm.Serial), new($"{label}\n{alarm.Point} {value}".TrimEnd(), style), age]
            : [
                new($"{alarm.Level} {cli.Say(LevelText.Words(alarm.Level))}", style),
                new($"{alarm.State} {cli.Say(StateText.Words(alarm.State))}", style),
                new(alarm.Serial),
                new(label, style),
                new(alarm.Point),
                new(value),
                age,
            ];
    }
}
