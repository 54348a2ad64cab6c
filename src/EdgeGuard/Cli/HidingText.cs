using System.Globalization;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Who took something from sight, until when, and why.</summary>
internal static class HidingText
{
    /// <summary>E.g. <c>until 11-25 20:40 (1 h 58 min)</c>, in the room's time; only the time left where the clock was never set.</summary>
    public static string Until(CliContext cli, DateTimeOffset? until, double? left)
    {
        if (left is not { } seconds)
            return cli.Say("直到人工恢复", "until a person ends it");
        string time = ValueText.Age(seconds);
        if (until is not { } end)
            return cli.Say($"还有 {time}", $"for {time} more");
        string at = end.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
        return cli.Say($"至 {at}（{time}）", $"until {at} ({time})");
    }

    /// <summary>E.g. <c>shelved until 11-25 20:40 (1 h 58 min) by li: sensor replaced</c>.</summary>
    public static string Of(CliContext cli, string what, HidingReport hiding)
    {
        string once = hiding.Once ? cli.Say("，恢复即止", ", or its return") : "";
        return $"{what}{cli.Say("", " ")}{Until(cli, hiding.Until, hiding.LeftSeconds)}{once}{By(cli, hiding.By, hiding.Why)}";
    }

    public static string Of(CliContext cli, WindowReport window) =>
        $"{Place(cli, window)} {Until(cli, window.Until, window.LeftSeconds)}{By(cli, window.By, window.Why)}";

    public static Table Table(CliContext cli, IEnumerable<WindowReport> windows)
    {
        Table table = Tables.Make()
            .Fixed(cli.Say("维护", "Maintenance"))
            .Flowing(cli.Say("结束", "End"))
            .Fixed(cli.Say("操作人", "By"))
            .Flowing(cli.Say("原因", "Why"));
        foreach (WindowReport window in windows)
            table.Row([new Text(Place(cli, window), Tables.Strong), new Text(Until(cli, window.Until, window.LeftSeconds)), new Text(window.By), new Text(window.Why)]);
        return table;
    }

    private static string Place(CliContext cli, WindowReport window) => window.Device ?? cli.Say("机房", "the room");

    private static string By(CliContext cli, string by, string why) => cli.Say($"，{by}：{why}", $" by {by}: {why}");
}
