using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Replay;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Transitions of a replay on the terminal, with their UTC.</summary>
internal static class TransitionsTable
{
    public static Table Make(CliContext cli, IEnumerable<(AlarmTransition Transition, long Time)> rows)
    {
        Table table = Tables.Make().Fixed(cli.Say("时间（UTC）", "Time (UTC)")).Fixed(cli.Say("级", "Lv"));
        if (cli.Narrow)
            return Fill(table.Flowing(cli.Say("告警", "Alarm")), rows, (t, at) => NarrowCells(cli, t, at));
        table.Fixed(cli.Say("变化", "What")).Fixed(cli.Say("态", "S")).Fixed(cli.Say("流水号", "Serial"));
        table.Flowing(cli.Say("告警", "Alarm")).Flowing(cli.Say("测点", "Point"));
        table.Fixed(cli.Say("值", "Value"), right: true).Fixed(cli.Say("限值", "Limit"), right: true);
        return Fill(table, rows, (t, at) => Cells(cli, t, at));
    }

    private static Table Fill(Table table, IEnumerable<(AlarmTransition Transition, long Time)> rows, Func<AlarmTransition, long, List<Text>> cells)
    {
        foreach ((AlarmTransition transition, long time) in rows)
            table.Row(cells(transition, time));
        return table;
    }

    private static List<Text> NarrowCells(CliContext cli, AlarmTransition transition, long time)
    {
        TransitionReport report = TransitionReport.Of(transition, time);
        Style style = StyleOf(transition);
        string value = Value(transition, report.Value);
        string what = $"{Flag(cli, report)}: {cli.Say(transition.Alarm.Rule.Label)}";
        return
        [
            new(Time(time).Replace(' ', '\n')),
            new($"{report.Level}", style),
            new($"{what}\n{report.Point} {value}".TrimEnd(), style),
        ];
    }

    private static List<Text> Cells(CliContext cli, AlarmTransition transition, long time)
    {
        TransitionReport report = TransitionReport.Of(transition, time);
        Style style = StyleOf(transition);
        return
        [
            new(Time(time)),
            new($"{report.Level}", style),
            new(Flag(cli, report), style),
            new(report.State),
            new(report.Serial.TrimStart('0')),
            new(cli.Say(transition.Alarm.Rule.Label), style),
            new(report.Point),
            new(Value(transition, report.Value)),
            new(report.Limit is null ? "" : Value(transition, report.Limit)),
        ];
    }

    private static string Flag(CliContext cli, TransitionReport report) => cli.Say(FlagText.Words(report.Flag));

    /// <summary>An end is no alarm: it goes without the colour.</summary>
    private static Style StyleOf(AlarmTransition transition) =>
        transition.State.Active ? LevelText.Style(transition.State.Level) : Tables.Quiet;

    private static string Value(AlarmTransition transition, double? value) =>
        value is null || (transition.State.Limit is null && transition.Alarm.Point.Unit == Unit.None) ? "" : ValueText.Of(value, transition.Alarm.Point.Unit.Name());

    /// <summary>To the second: <c>2026-03-01 12:00:00</c>.</summary>
    private static string Time(long ticks) => UtcText.Of(ticks)[..19].Replace('T', ' ');
}
