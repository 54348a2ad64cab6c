using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>A point and its rules, for people.</summary>
internal static class RulesExplainView
{
    public static void Show(CliContext cli, PointInfo point, PointRulesReport report)
    {
        cli.Prose($"{report.Point}  {cli.Say(report.Label)}{(report.Signal is null ? "" : $"  ({report.Signal})")}");
        if (report.Now is { } now)
            cli.Prose(cli.Say("现在：", "Now: ") + $"{ValueText.Of(cli, now.Value, now.Unit, now.Text)} {QualityText.Of(cli, now.Quality, now.Reason)}".TrimEnd());
        if (report.Rules.Count == 0)
            cli.Prose(cli.Say("没有规则监视此测点。", "No rule watches this point."));
        foreach (WatchReport rule in report.Rules)
            Show(cli, point, rule, report.Now is { Quality: QualityText.Bad });
        if (report.Now is null)
            cli.Prose(cli.Say("（守护进程没有运行：以上只来自配置。）", "(No daemon answers: this is from the configuration alone.)"));
    }

    private static void Show(CliContext cli, PointInfo point, WatchReport rule, bool bad)
    {
        cli.Console.WriteLine();
        string name = rule.Key == $"{point.Name}.{rule.Rule}" ? rule.Rule : rule.Key;
        cli.Prose($"{name}  {cli.Say(rule.Label)}  [{RulesListVerb.File(cli, rule.File)}]");
        if (rule.Now is { } now)
            Indented(cli, cli.Say("状态：", "State: ") + State(cli, now), now.State is "A" ? Style.Plain : Tables.Strong);
        if (rule.Now is not null && bad)
            Indented(cli, cli.Say("现在没有有效值：既不产生也不恢复", "There is no valid value now: it neither raises nor clears"));
        foreach (StageReport stage in rule.Stages)
            Indented(cli, Stage(cli, point, rule, stage), LevelText.Style(stage.Level));
        ShowCondition(cli, rule);
        if (rule.Latching)
            Indented(cli, cli.Say("锁存：恢复后需确认并复位", "Latches: stays until acknowledged and reset"));
        List(cli, cli.Say("原因", "Cause"), rule.Cause);
        List(cli, cli.Say("检查", "Check"), rule.Check);
        if (rule.Response is { } response)
            Indented(cli, cli.Say($"处置：{response.Zh}", $"Response: {response.En}"));
        if (rule.Source is { } source)
            Indented(cli, cli.Say($"出处：{source}", $"Source: {source}"), Tables.Quiet);
    }

    private static void ShowCondition(CliContext cli, WatchReport rule)
    {
        if (rule.Raise is { } raise)
            Indented(cli, cli.Say($"产生：{raise}", $"Raises: {raise}"));
        if (rule.Clear is { } clear)
            Indented(cli, cli.Say($"恢复：{clear}", $"Clears: {clear}"));
        foreach (PartExplanation part in rule.Now?.Parts ?? [])
            Indented(cli, $"  {part.Text} = {Worth(cli, part)}", part.Quality == QualityText.Good ? Style.Plain : Tables.Quiet);
        if (rule.SuppressedBy.Count > 0)
            Indented(cli, cli.Say($"作为后果被抑制于：{string.Join("、", rule.SuppressedBy)}", $"A consequence of: {string.Join(", ", rule.SuppressedBy)}"));
    }

    private static string Worth(CliContext cli, PartExplanation part)
    {
        string value = part.Value is { } known ? ValueText.Of(known, part.Unit) : part.Quality == QualityText.Bad ? "" : cli.Say("永不", "never");
        return $"{value} {QualityText.Of(cli, part.Quality, part.Reason)}".Trim();
    }

    private static string State(CliContext cli, AlarmExplanation now)
    {
        string serial = now.Serial is null ? "" : $" {now.Serial}";
        string quality = now.Quality == QualityText.Good ? "" : cli.Say("，数据无效", ", data not good");
        return $"{now.State} {cli.Say(StateText.Words(now.State))}{serial}{quality}";
    }

    private static string Stage(CliContext cli, PointInfo point, WatchReport rule, StageReport stage)
    {
        string on = DurationConverter.Format(TimeSpan.FromSeconds(stage.OnSeconds));
        string off = DurationConverter.Format(TimeSpan.FromSeconds(stage.OffSeconds));
        if (rule.Raise is not null)
            return Judged(cli, rule, stage, on, off);
        string condition = Condition(cli, point, stage);
        string clear = Clear(cli, point, stage);
        string text = cli.Say(
            $"{stage.Stage} {stage.Level}级：{condition} 持续 {on}；{clear} 持续 {off} 恢复",
            $"{stage.Stage} level {stage.Level}: {condition} for {on}; clears {clear} for {off}");
        return WithNow(cli, rule, stage, text);
    }

    /// <summary>Of a condition: what it says stands below.</summary>
    private static string Judged(CliContext cli, WatchReport rule, StageReport stage, string on, string off) => WithNow(cli, rule, stage, cli.Say(
        $"{stage.Stage} {stage.Level}级：条件持续 {on} 产生，持续 {off} 恢复",
        $"{stage.Stage} level {stage.Level}: its condition for {on}; clears after {off}"));

    private static string WithNow(CliContext cli, WatchReport rule, StageReport stage, string text) =>
        rule.Now?.Stages.FirstOrDefault(s => s.Stage == stage.Stage) is { } now ? $"{text} → {Now(cli, now)}" : text;

    private static string Condition(CliContext cli, PointInfo point, StageReport stage) => stage.Limit is { } limit
        ? $"{(stage.Side == "high" ? "≥" : "≤")} {ValueText.Of(limit, point.Unit.Name())}"
        : State(cli, point, stage) ?? stage.Stage;

    private static string Clear(CliContext cli, PointInfo point, StageReport stage)
    {
        if (stage.Limit is not { } limit)
            return State(cli, point, stage) is { } state ? cli.Say($"不是 {state}", $"other than {state}") : cli.Say("条件消失", "when it has gone");
        return stage.Side == "high"
            ? $"< {ValueText.Of(limit - (stage.Deadband ?? 0), point.Unit.Name())}"
            : $"> {ValueText.Of(limit + (stage.Deadband ?? 0), point.Unit.Name())}";
    }

    /// <summary>The state that alarms, in its words.</summary>
    private static string? State(CliContext cli, PointInfo point, StageReport stage) =>
        stage.Active is { } active ? ValueText.Of(cli, active, "", point.States.GetValueOrDefault(active)) : null;

    private static string Now(CliContext cli, StageExplanation now)
    {
        string held = ValueText.Age(now.HeldSeconds);
        string of = ValueText.Age(now.OfSeconds);
        return now.State switch
        {
            "on" => cli.Say("告警中", "in alarm"),
            "clearing" => cli.Say($"恢复中 {held} / {of}", $"clearing, {held} of {of}"),
            "pending" => cli.Say($"延时中 {held} / {of}", $"pending, {held} of {of}"),
            _ => cli.Say("未满足", "not met"),
        };
    }

    private static void List(CliContext cli, string title, IReadOnlyList<Words> list)
    {
        foreach (Words words in list)
            Indented(cli, $"{title}{cli.Say("：", ": ")}{cli.Say(words)}");
    }

    private static void Indented(CliContext cli, string text, Style? style = null) =>
        cli.Console.Write(new Padder(new Text(text, style ?? Style.Plain), new Padding(2, 0, 0, 0)));
}
