using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard alarms</c></summary>
internal sealed class AlarmsVerb(CommonOptions common)
{
    public Command Make()
    {
        var command = new Command("alarms", common.Say("当前告警", "the alarms that stand"));
        command.SetAction((result, token) => RunAsync(common.Context(result), common.SocketPath(result), token));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string socket, CancellationToken cancellationToken)
    {
        (ControlAnswer? answer, int exit) = await ControlClient.AskAsync(cli, socket, new ControlRequest("alarms"), cancellationToken).ConfigureAwait(false);
        if (answer?.Alarms is not { } alarms)
            return exit;
        if (cli.Json)
            JsonOut.Write(cli, alarms, CliJson.Default.IReadOnlyListAlarmReport);
        else if (alarms.Count == 0)
            cli.Line(cli.Say("没有告警。", "No alarm stands."));
        else
            cli.Console.Write(AlarmsTable.Make(cli, alarms));
        return ExitCode.Done;
    }
}
