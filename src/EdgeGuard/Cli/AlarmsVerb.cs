using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard alarms [--all]</c></summary>
internal sealed class AlarmsVerb(CommonOptions common)
{
    /// <summary>Of what is not announced, unless all is wanted [our default].</summary>
    private const int HiddenShown = 10;

    public Command Make()
    {
        var all = new Option<bool>("--all")
        {
            Description = common.Say($"列出全部未告知的告警，而不止 {HiddenShown} 条", $"all that are not announced, and not {HiddenShown} of them"),
        };
        var command = new Command("alarms", common.Say("当前告警，后果列在其根源之下", "the alarms that stand, consequences beneath their cause")) { all };
        command.SetAction((result, token) => RunAsync(common.Context(result), common.SocketPath(result), result.GetValue(all), token));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string socket, bool all, CancellationToken cancellationToken)
    {
        (ControlAnswer? answer, int exit) = await ControlClient.AskAsync(cli, socket, new ControlRequest("alarms"), cancellationToken).ConfigureAwait(false);
        if (answer?.Alarms is not { } alarms)
            return exit;
        if (cli.Json)
        {
            JsonOut.Write(cli, alarms, CliJson.Default.IReadOnlyListAlarmReport);
            return ExitCode.Done;
        }

        AlarmTree tree = AlarmTree.Of(alarms);
        if (tree.Announced.Count > 0)
            cli.Console.Write(AlarmsTable.Make(cli, tree.Announced));
        else
            cli.Line(alarms.Count == 0 ? cli.Say("没有告警。", "No alarm stands.") : cli.Say("没有需要告知的告警。", "No alarm is announced."));
        ShowHidden(cli, tree.Hidden, all ? int.MaxValue : HiddenShown);
        foreach (WindowReport window in answer.Windows ?? [])
            cli.Prose(cli.Say("维护：", "Maintenance of ") + HidingText.Of(cli, window));
        return ExitCode.Done;
    }

    private static void ShowHidden(CliContext cli, IReadOnlyList<AlarmRow> hidden, int most)
    {
        if (hidden.Count == 0)
            return;
        cli.Line(cli.Say($"未告知 {hidden.Count} 条（搁置、抑制或停用）：", $"Not announced, {hidden.Count} (shelved, suppressed, out of service):"));
        cli.Console.Write(AlarmsTable.Make(cli, hidden.Take(most)));
        if (hidden.Count > most)
            cli.Line(cli.Say($"另有 {hidden.Count - most} 条：edgeguard alarms --all", $"and {hidden.Count - most} more: edgeguard alarms --all"));
    }
}
