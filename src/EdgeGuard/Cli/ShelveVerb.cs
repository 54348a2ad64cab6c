using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard shelve KEY|SERIAL --for 2h|--once --why TEXT</c></summary>
internal sealed class ShelveVerb(CommonOptions common)
{
    public Command Make()
    {
        Argument<string> alarm = ActionParts.Alarm(common);
        Option<TimeSpan?> length = Durations.Make(common, "--for", common.Say("搁置多久（30m、2h），一次告警累计最多 24 小时", "for how long: 30m, 2h; 24 h in all at most"));
        var once = new Option<bool>("--once") { Description = common.Say("直到它恢复为止", "until its condition has gone") };
        Option<string> why = ActionParts.Why(common, required: true);
        var command = new Command("shelve", common.Say("搁置一条告警：一段时间内不告知", "take an alarm from sight for a time")) { alarm, length, once, why };
        command.Validators.Add(result =>
        {
            if (result.GetResult(length) is null && result.GetResult(once) is null)
                result.AddError(common.Say("给出 --for 时长，或 --once。", "Give --for DURATION, or --once."));
        });
        command.SetAction((result, token) =>
        {
            var request = new ControlRequest("shelve")
            {
                Key = result.GetRequiredValue(alarm),
                ForSeconds = result.GetValue(length)?.TotalSeconds,
                Once = result.GetValue(once),
                Why = result.GetRequiredValue(why),
            };
            return ActionParts.RunAsync(common.Context(result), common.SocketPath(result), request, token);
        });
        return command;
    }
}
