using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard ack SERIAL [--number N] [--reset]</c></summary>
internal sealed class AckVerb(CommonOptions common)
{
    private const int SerialDigits = 10;

    public Command Make()
    {
        var serial = new Argument<string>("SERIAL")
        {
            Description = common.Say("告警流水号（edgeguard alarms 所示）", "the alarm's serial, as edgeguard alarms shows it"),
        };
        var number = new Option<int?>("--number")
        {
            Description = common.Say("所见的状态变化序号；告警此后升级则不确认", "the transition that was seen; an alarm that has risen since is not acknowledged"),
            HelpName = "N",
        };
        var reset = new Option<bool>("--reset") { Description = common.Say("解除已恢复且已确认的锁存告警", "open the latch of an alarm that has returned and is acknowledged") };
        serial.Validators.Add(result =>
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (text.Length is 0 or > SerialDigits || !text.All(char.IsAsciiDigit))
                result.AddError(common.Say($"流水号最多 {SerialDigits} 位数字，而不是“{text}”。", $"A serial has up to {SerialDigits} digits; this is '{text}'."));
        });
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
            JsonOut.Write(cli, new AckReport(request.Serial!.PadLeft(SerialDigits, '0'), answer.Message), CliJson.Default.AckReport);
        else if (answer.Message is { } message)
            cli.Line(cli.Say(message));
        return ExitCode.Done;
    }
}
