using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard ack SERIAL [--number N] [--reset]</c></summary>
internal sealed class AckVerb(CommonOptions common)
{
    public Command Make()
    {
        Argument<string> serial = SerialArgument.Make(common);
        var number = new Option<int?>("--number")
        {
            Description = common.Say("所见的状态变化序号；告警此后升级则不确认", "the transition that was seen; an alarm that has risen since is not acknowledged"),
            HelpName = "N",
        };
        var reset = new Option<bool>("--reset") { Description = common.Say("解除已恢复且已确认的锁存告警", "open the latch of an alarm that has returned and is acknowledged") };
        number.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int n) || n < 1))
                result.AddError(common.Say("--number 是从 1 起的整数。", "--number is a whole number from 1."));
        });
        var command = new Command("ack", common.Say("确认一条告警", "acknowledge an alarm")) { serial, number, reset };
        command.SetAction((result, token) =>
        {
            var request = new ControlRequest("ack")
            {
                Serial = result.GetRequiredValue(serial),
                Number = result.GetValue(number),
                Reset = result.GetValue(reset),
            };
            return RunAsync(common.Context(result), common.SocketPath(result), request, token);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string socket, ControlRequest request, CancellationToken cancellationToken)
    {
        (ControlAnswer? answer, int exit) = await ControlClient.AskAsync(cli, socket, request, cancellationToken).ConfigureAwait(false);
        if (answer is null)
            return exit;
        if (cli.Json)
            JsonOut.Write(cli, new AckReport(request.Serial!.PadLeft(SerialArgument.Digits, '0'), answer.Message), CliJson.Default.AckReport);
        else if (answer.Message is { } message)
            cli.Line(cli.Say(message));
        return ExitCode.Done;
    }
}
