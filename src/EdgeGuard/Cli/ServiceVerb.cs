using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard service out|in KEY|SERIAL [--for 8h] [--why TEXT]</c></summary>
internal sealed class ServiceVerb(CommonOptions common)
{
    public Command Make() => new("service", common.Say("停用或恢复一条告警", "take an alarm out of service, or put it back"))
    {
        Out(),
        In(),
    };

    private Command Out()
    {
        Argument<string> alarm = ActionParts.Alarm(common);
        Option<TimeSpan?> length = Durations.Make(common, "--for", common.Say("停用多久（8h、7d）；不给则直到人工恢复", "for how long: 8h, 7d; without it until a person puts it back"));
        Option<string> why = ActionParts.Why(common, required: true);
        var command = new Command("out", common.Say("停用：不再告知，例如传感器损坏", "out of service: not announced, as for a broken sensor")) { alarm, length, why };
        command.SetAction((result, token) =>
        {
            var request = new ControlRequest("service")
            {
                Action = "out",
                Key = result.GetRequiredValue(alarm),
                ForSeconds = result.GetValue(length)?.TotalSeconds,
                Why = result.GetRequiredValue(why),
            };
            return ActionParts.RunAsync(common.Context(result), common.SocketPath(result), request, token);
        });
        return command;
    }

    private Command In()
    {
        Argument<string> alarm = ActionParts.Alarm(common);
        var command = new Command("in", common.Say("恢复使用", "back into service")) { alarm };
        command.SetAction((result, token) => ActionParts.RunAsync(
            common.Context(result), common.SocketPath(result), new ControlRequest("service") { Action = "in", Key = result.GetRequiredValue(alarm) }, token));
        return command;
    }
}
