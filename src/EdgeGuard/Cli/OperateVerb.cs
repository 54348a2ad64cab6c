using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard operate NAME [VALUE]</c></summary>
internal sealed class OperateVerb(CommonOptions common)
{
    private const int HighestValue = ushort.MaxValue;

    public Command Make()
    {
        var name = new Argument<string>("NAME") { Description = common.Say("操作名称，见 edgeguard.json 的 outputs", "the operation's name, as in outputs of edgeguard.json") };
        var value = new Argument<int?>("VALUE")
        {
            Description = common.Say("要写入的值；线和线圈可不给，即离开静止值", "what to write; a line or a coil needs none and leaves its rest"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        value.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int n) || n is < 0 or > HighestValue))
                result.AddError(common.Say($"VALUE 是 0 到 {HighestValue} 的整数。", $"VALUE is a whole number from 0 to {HighestValue}."));
        });
        var command = new Command("operate", common.Say("执行一个输出操作", "write an output, by its operation")) { name, value };
        command.SetAction((result, token) =>
        {
            var request = new ControlRequest("operate") { Operation = result.GetRequiredValue(name), Value = result.GetValue(value) };
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
            JsonOut.Write(cli, new OperateReport(request.Operation!, answer.Message), CliJson.Default.OperateReport);
        else if (answer.Message is { } message)
            cli.Line(cli.Say(message));
        return ExitCode.Done;
    }
}
