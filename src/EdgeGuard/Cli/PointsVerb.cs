using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard points [--device D]</c></summary>
internal sealed class PointsVerb(CommonOptions common)
{
    public Command Make()
    {
        var device = new Option<string>("--device")
        {
            Description = common.Say("只看这台设备", "only this device"),
            HelpName = "ID",
        };
        var command = new Command("points", common.Say("所有测点的当前值", "the latest value of every point")) { device };
        command.SetAction((result, token) =>
            RunAsync(common.Context(result), common.SocketPath(result), result.GetValue(device), token));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string socket, string? device, CancellationToken cancellationToken)
    {
        var request = new ControlRequest("points") { Device = device };
        (ControlAnswer? answer, int exit) = await ControlClient.AskAsync(cli, socket, request, cancellationToken).ConfigureAwait(false);
        if (answer?.Points is not { } points)
            return exit;
        if (cli.Json)
            JsonOut.Write(cli, points, CliJson.Default.IReadOnlyListPointReport);
        else
            PointsTable.Show(cli, points);
        return ExitCode.Done;
    }
}
