using System.CommandLine;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard run</c>: the daemon, in the foreground.</summary>
internal sealed class RunVerb(CommonOptions common, Func<RunOptions, CancellationToken, Task<int>> run)
{
    public Command Make()
    {
        var command = new Command("run", common.Say("运行网关（由 systemd 启动，或在前台）", "run the gateway, as systemd does, in the foreground"));
        command.SetAction((result, token) => run(
            new RunOptions(common.ConfigFolder(result), common.DataFolder(result), common.SocketPath(result), common.Context(result)), token));
        return command;
    }
}
