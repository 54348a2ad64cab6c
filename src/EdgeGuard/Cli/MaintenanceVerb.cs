using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard maintenance [on|off [DEVICE] --for 2h --why TEXT]</c>; alone it lists the windows.</summary>
internal sealed class MaintenanceVerb(CommonOptions common)
{
    public Command Make()
    {
        var command = new Command("maintenance", common.Say("维护窗口：设备或机房维护期间不告知其告警；不带参数时列出", "maintenance of a device or the room: its alarms are not announced; alone it lists the windows"))
        {
            On(),
            Off(),
        };
        command.SetAction((result, token) => RunAsync(common.Context(result), common.SocketPath(result), new ControlRequest("maintenance"), token));
        return command;
    }

    private Command On()
    {
        Argument<string?> device = Device();
        Option<TimeSpan?> length = Durations.Make(common, "--for", common.Say("预计多久（2h、1d），最长 7 天；到期自动结束", "how long it is planned to last: 2h, 1d; 7 days at most. It ends by itself"));
        length.Required = true;
        Option<string> why = ActionParts.Why(common, required: true);
        var command = new Command("on", common.Say("开始维护，或改变其结束时间", "begin, or give another end")) { device, length, why };
        command.SetAction((result, token) =>
        {
            var request = new ControlRequest("maintenance")
            {
                Action = "on",
                Device = result.GetValue(device),
                ForSeconds = result.GetValue(length)?.TotalSeconds,
                Why = result.GetRequiredValue(why),
            };
            return RunAsync(common.Context(result), common.SocketPath(result), request, token);
        });
        return command;
    }

    private Command Off()
    {
        Argument<string?> device = Device();
        var command = new Command("off", common.Say("结束维护", "end it now")) { device };
        command.SetAction((result, token) => RunAsync(
            common.Context(result), common.SocketPath(result), new ControlRequest("maintenance") { Action = "off", Device = result.GetValue(device) }, token));
        return command;
    }

    private Argument<string?> Device() => new("DEVICE")
    {
        Description = common.Say("设备；不给则为整个机房", "the device; without it the whole room"),
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static async Task<int> RunAsync(CliContext cli, string socket, ControlRequest request, CancellationToken cancellationToken)
    {
        (ControlAnswer? answer, int exit) = await ControlClient.AskAsync(cli, socket, request, cancellationToken).ConfigureAwait(false);
        if (answer is null)
            return exit;
        IReadOnlyList<WindowReport> windows = answer.Windows ?? [];
        if (cli.Json)
            JsonOut.Write(cli, new MaintenanceReport(answer.Message, windows), CliJson.Default.MaintenanceReport);
        else if (answer.Message is { } message)
            cli.Line(cli.Say(message));
        else if (windows.Count == 0)
            cli.Line(cli.Say("没有维护窗口。", "No maintenance window is open."));
        else
            cli.Console.Write(HidingText.Table(cli, windows));
        return ExitCode.Done;
    }
}
