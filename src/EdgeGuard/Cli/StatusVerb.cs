using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard status</c></summary>
internal sealed class StatusVerb(CommonOptions common)
{
    public Command Make()
    {
        var command = new Command("status", common.Say("网关、设备、转发和存储的状态", "how gateway, devices, broker and store are"));
        var bus = new Option<bool>("--bus") { Description = common.Say("每台设备的请求结果和应答时间", "what came of the requests to each device, and its answer times") };
        command.Options.Add(bus);
        command.SetAction((result, token) => RunAsync(common.Context(result), common.SocketPath(result), result.GetValue(bus), token));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string socket, bool bus, CancellationToken cancellationToken)
    {
        (ControlAnswer? answer, int exit) = await ControlClient.AskAsync(cli, socket, new ControlRequest("status"), cancellationToken).ConfigureAwait(false);
        if (answer?.Status is not { } status)
            return exit;
        if (cli.Json)
            JsonOut.Write(cli, status, CliJson.Default.StatusReport);
        else if (bus)
            AnswersView.Show(cli, status.Devices);
        else
            StatusView.Show(cli, status);
        return ExitCode.Done;
    }
}
