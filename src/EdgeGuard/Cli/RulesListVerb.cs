using System.CommandLine;
using System.Globalization;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard rules list [--unbound]</c></summary>
internal sealed class RulesListVerb(CommonOptions common)
{
    public Command Make()
    {
        var unbound = new Option<bool>("--unbound")
        {
            Description = common.Say("只列出没有监视任何测点的规则及原因", "only rules that watch nothing, and why"),
        };
        var command = new Command("list", common.Say("列出所有规则：来自哪个文件，监视多少测点", "every rule: which file it comes from, how many points it watches")) { unbound };
        command.SetAction(result => Run(common.Context(result), common.ConfigFolder(result), result.GetValue(unbound)));
        return command;
    }

    private static int Run(CliContext cli, string folder, bool unbound)
    {
        if (ConfigurationModel.Read(cli, folder) is not { } read)
            return ExitCode.Failed;
        RuleEntry[] rules = [.. RuleCatalogue.Of(read.Configuration, read.Model).Where(r => !unbound || r.Unbound is not null)];
        if (cli.Json)
            JsonOut.Write(cli, [.. rules.Select(Report)], CliJson.Default.IReadOnlyListRuleReport);
        else if (rules.Length == 0)
            cli.Line(cli.Say("每条规则都有监视的测点。", "Every rule watches something."));
        else
            cli.Console.Write(Table(cli, rules));
        return ExitCode.Done;
    }

    private static RuleReport Report(RuleEntry entry) => new(
        entry.Rule.Id, entry.Type, entry.File, entry.Binds, entry.Rule.Label, entry.Points, StageReport.Of(entry.Rule), entry.Unbound);

    private static Table Table(CliContext cli, RuleEntry[] rules)
    {
        Table table = Tables.Make().Flowing(cli.Say("规则", "Rule"));
        if (!cli.Narrow)
            table.Fixed(cli.Say("类型", "Type")).Flowing(cli.Say("文件", "File"));
        table.Flowing(cli.Say("监视", "Watches")).Fixed(cli.Say("测点", "Pts"), right: true).Flowing(cli.Say("级", "Lv"));
        if (!cli.Narrow)
            table.Flowing(cli.Say("延时", "Delay"));
        foreach (RuleEntry entry in rules)
            table.Row(Cells(cli, entry));
        return table;
    }

    private static List<Text> Cells(CliContext cli, RuleEntry entry)
    {
        string watches = entry.Unbound is { } why ? cli.Say(why) : entry.Binds ?? cli.Say("每台设备", "every device");
        List<Text> cells = [new(cli.Narrow ? $"{entry.Rule.Id}\n{File(cli, entry.File)}" : entry.Rule.Id)];
        if (!cli.Narrow)
            cells.AddRange([new Text(entry.Type), new Text(File(cli, entry.File))]);
        cells.Add(new Text(watches, entry.Unbound is null ? Style.Plain : Tables.Quiet));
        cells.Add(new Text(entry.Points.Count.ToString(CultureInfo.InvariantCulture)));
        cells.Add(new Text(PerStage(entry.Rule, s => s.Level.ToString(CultureInfo.InvariantCulture))));
        if (!cli.Narrow)
            cells.Add(new Text(PerStage(entry.Rule, s => DurationConverter.Format(s.OnDelay))));
        return cells;
    }

    public static string File(CliContext cli, string? file) => file ?? cli.Say("网关自带", "the gateway's own");

    /// <summary>Once where it is the same for all stages.</summary>
    private static string PerStage(AlarmRule rule, Func<Stage, string> text)
    {
        string[] all = [.. rule.Stages.Select(text)];
        return all.Distinct(StringComparer.Ordinal).Count() <= 1
            ? all.FirstOrDefault() ?? ""
            : string.Join(' ', rule.Stages.Select((s, i) => $"{s.Name}\u00A0{all[i]}"));
    }
}
