using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard unshelve KEY|SERIAL</c></summary>
internal sealed class UnshelveVerb(CommonOptions common)
{
    public Command Make()
    {
        Argument<string> alarm = ActionParts.Alarm(common);
        var command = new Command("unshelve", common.Say("取消搁置", "bring a shelved alarm back")) { alarm };
        command.SetAction((result, token) => ActionParts.RunAsync(
            common.Context(result), common.SocketPath(result), new ControlRequest("unshelve") { Key = result.GetRequiredValue(alarm) }, token));
        return command;
    }
}
