using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What the verbs that act on an alarm share.</summary>
internal static class ActionParts
{
    public static Argument<string> Alarm(CommonOptions common) => new("KEY|SERIAL")
    {
        Description = common.Say("告警名称 设备.测点.规则，或当前告警的流水号", "the alarm's name, device.point.rule, or the serial it stands under"),
    };

    /// <summary>Whoever comes next must be able to read it.</summary>
    public static Option<string> Why(CommonOptions common, bool required)
    {
        var why = new Option<string>("--why")
        {
            Description = common.Say("原因，写给下一个看到的人", "the reason, for whoever comes next"),
            HelpName = "TEXT",
            Required = required,
        };
        why.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && string.IsNullOrWhiteSpace(result.Tokens[0].Value))
                result.AddError(common.Say("--why 不能为空。", "--why must not be empty."));
        });
        return why;
    }

    public static async Task<int> RunAsync(CliContext cli, string socket, ControlRequest request, CancellationToken cancellationToken)
    {
        (ControlAnswer? answer, int exit) = await ControlClient.AskAsync(cli, socket, request, cancellationToken).ConfigureAwait(false);
        if (answer is null)
            return exit;
        AlarmReport? alarm = answer.Alarms is [{ } one] ? one : null;
        if (cli.Json)
            JsonOut.Write(cli, new ActionReport(alarm?.Key ?? request.Key!, answer.Message, alarm), CliJson.Default.ActionReport);
        else if (answer.Message is { } message)
            cli.Line(cli.Say(message));
        return ExitCode.Done;
    }
}
