using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>How many alarms there are, and how well they serve, in a line.</summary>
internal static class AlarmFiguresText
{
    public static string Of(CliContext cli, AlarmFigures figures)
    {
        string flood = figures.Flood ? cli.Say("，告警泛滥", ", a flood") : "";
        return cli.Say(
            $"近 10 分钟 {figures.Rate} 条{flood}；抖动 {figures.Chattering}；超过 24 小时 {figures.Standing}",
            $"{figures.Rate} in 10 min{flood}; {figures.Chattering} chattering; {figures.Standing} standing over 24 h");
    }

    public static Style Style(AlarmFigures figures) =>
        figures.Flood ? Tables.Ill : figures.Chattering + figures.Standing > 0 ? LevelText.Style(3) : Spectre.Console.Style.Plain;

    /// <summary>What is not announced; empty where nothing is hidden.</summary>
    public static string Hidden(CliContext cli, AlarmCounts counts)
    {
        (int Count, string Words)[] kinds =
        [
            (counts.Shelved, cli.Say("搁置", "shelved")),
            (counts.Suppressed, cli.Say("抑制", "suppressed")),
            (counts.OutOfService, cli.Say("停用", "out of service")),
        ];
        string[] told = [.. kinds.Where(k => k.Count > 0).Select(k => $"{k.Count} {k.Words}")];
        return told.Length == 0 ? "" : cli.Say("；未告知：", "; not announced: ") + string.Join(cli.Say("、", ", "), told);
    }
}
