using System.CommandLine;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard</c> alone: how things stand, and what comes next.</summary>
internal sealed class OverviewVerb(CommonOptions common)
{
    public void AddTo(RootCommand root) => root.SetAction((result, token) =>
        RunAsync(common.Context(result), common.SocketPath(result), common.ConfigFolder(result), token));

    private static async Task<int> RunAsync(CliContext cli, string socket, string configFolder, CancellationToken cancellationToken)
    {
        StatusReport? status = await StatusAsync(socket, cancellationToken).ConfigureAwait(false);
        (string next, Words why) = status is not null ? NextStep.Of(status) : NextStep.WithoutDaemon(configFolder);
        if (cli.Json)
        {
            JsonOut.Write(cli, new OverviewReport(status is not null, status, next, why), CliJson.Default.OverviewReport);
            return ExitCode.Done;
        }

        if (status is not null)
            StatusView.Show(cli, status);
        else
            cli.Prose(cli.Say($"没有运行中的 edgeguard（{socket}）。", $"No edgeguard is running ({socket})."));
        cli.Prose(cli.Say(why));
        cli.Line($"  {next}");
        if (status is null)
            cli.Prose(cli.Say("全部命令：edgeguard --help", "All verbs: edgeguard --help"));
        return ExitCode.Done;
    }

    /// <summary>A daemon that does not answer properly is as good as none here; <c>edgeguard status</c> says why.</summary>
    private static async Task<StatusReport?> StatusAsync(string socket, CancellationToken cancellationToken)
    {
        try
        {
            ControlAnswer? answer = await ControlClient.AskAsync(socket, new ControlRequest("status"), cancellationToken).ConfigureAwait(false);
            return answer?.Status;
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
