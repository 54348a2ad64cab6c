using System.CommandLine;
using System.Globalization;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Scanning;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard scan modbus|i2c|gpio|onewire</c>: what is there. Through the daemon, whose polls go on; directly while none runs.</summary>
internal sealed class ScanVerb(CommonOptions common, DirectAnswers direct)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    public Command Make() => new("scan", common.Say("查找总线上有什么（只读）", "find what is on a bus (it only reads)"))
    {
        Modbus(),
        Board("i2c", "BUS|N", common.Say("扫描 I2C：哪些地址应答，是什么芯片", "I2C: which addresses answer, and which chips they are"),
            common.Say("总线名或适配器号；默认为已配置的，否则为 1", "a bus, or the number of an adapter; the configured ones, else 1")),
        Board("gpio", "BUS|CHIP", common.Say("查看 GPIO 引线：名称、方向、占用者（不占用任何引线）", "GPIO: the lines with name, direction and holder (it takes none)"),
            common.Say("总线名或芯片标签；默认为已配置的，否则为排针的芯片", "a bus, or the label of a chip; the configured one, else the header's")),
        Board("onewire", null, common.Say("查找 1-Wire 芯片及其温度", "1-Wire: the chips and their temperatures"), null),
    };

    private Command Modbus()
    {
        var bus = new Argument<string>("BUS")
        {
            Description = common.Say(
                "总线名、tcp://地址[:端口]、rtutcp://地址:端口 或 /dev/…；只配置了一条时可不给",
                "a bus, tcp://host[:port], rtutcp://host:port or /dev/…; not needed where only one is configured"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<(int First, int Last)> units = Units();
        Option<TimeSpan?> timeout = Patience();
        Option<string> lines = Lines();
        var command = new Command("modbus", common.Say(
            "扫描 Modbus：哪些单元应答，是什么设备（功能码 43/14 和设备模板的识别寄存器）",
            "Modbus: which units answer, and who they are (function 43/14 and the profiles' identities)")) { bus, units, timeout, lines };
        command.SetAction((result, token) =>
        {
            (int first, int last) = result.GetValue(units);
            var request = new ScanRequest("modbus")
            {
                Where = result.GetValue(bus),
                FirstUnit = first,
                LastUnit = last,
                Lines = Split(result.GetValue(lines) ?? ""),
            };
            return RunAsync(result, result.GetValue(timeout) is { } span ? request with { TimeoutSeconds = span.TotalSeconds } : request, token);
        });
        return command;
    }

    private Command Board(string kind, string? where, string description, string? whereDescription)
    {
        var command = new Command(kind, description);
        Argument<string>? argument = where is null ? null : new Argument<string>(where) { Description = whereDescription, Arity = ArgumentArity.ZeroOrOne };
        if (argument is not null)
            command.Arguments.Add(argument);
        command.SetAction((result, token) => RunAsync(result, new ScanRequest(kind) { Where = argument is null ? null : result.GetValue(argument) }, token));
        return command;
    }

    private Option<TimeSpan?> Patience()
    {
        Option<TimeSpan?> timeout = Durations.Make(common, "--timeout", common.Say("每个单元最多等待多久，默认 200ms；慢设备给 400ms", "how long a unit may take; 200ms when absent, 400ms for slow ones"));
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<TimeSpan?>() > s_longest)
                result.AddError(common.Say("--timeout 最多 10s。", "--timeout is at most 10s."));
        });
        return timeout;
    }

    private Option<string> Lines()
    {
        var lines = new Option<string>("--baud")
        {
            Description = common.Say("串口参数，可多个：9600,9600e,19200n2（e 偶校验，o 奇校验，2 个停止位）", "settings of a port, one or several: 9600,9600e,19200n2 (e even, o odd, 2 stop bits)"),
            HelpName = "LIST",
        };
        lines.Aliases.Add("--bauds");
        lines.Validators.Add(result =>
        {
            foreach (string line in Split(result.Tokens is [var token] ? token.Value : ""))
            {
                if (!LineSettings.TryParse(line, out _))
                    result.AddError(common.Say($"--baud 写作 9600、9600e 或 19200n2，而不是“{line}”。", $"--baud is written as 9600, 9600e or 19200n2, not '{line}'."));
            }
        });
        return lines;
    }

    private Option<(int First, int Last)> Units() => new("--units")
    {
        Description = common.Say("单元号：1-32（默认）或一个", "unit ids: 1-32 (the default), or one"),
        HelpName = "A-B",
        DefaultValueFactory = _ => (1, 32),
        CustomParser = result =>
        {
            string[] parts = result.Tokens[0].Value.Split('-');
            if (parts.Length is 1 or 2 && TryUnit(parts[0], out int first) && TryUnit(parts[^1], out int last) && first <= last)
                return (first, last);
            result.AddError(common.Say($"--units 写作 1-32 或 5，而不是“{result.Tokens[0].Value}”。", $"--units is written as 1-32 or 5, not '{result.Tokens[0].Value}'."));
            return default;
        },
    };

    private static bool TryUnit(string text, out int unit) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out unit) && unit <= 255;

    private static string[] Split(string lines) => lines.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task<int> RunAsync(ParseResult result, ScanRequest scan, CancellationToken cancellationToken)
    {
        CliContext cli = common.Context(result);
        string folder = common.ConfigFolder(result);
        var view = new ScanView(cli, scan);
        Task<int> Ask(Action<string> progress) => DeskClient.AskAsync(
            cli,
            common.SocketPath(result),
            new ControlRequest("scan") { Scan = scan },
            (request, token) => direct(folder, request, token),
            answer => view.Take(answer.Scan ?? new ScanReport(), progress),
            cancellationToken);
        bool live = !cli.Json && cli.Console.Profile.Capabilities is { Interactive: true, Ansi: true };
        int exit = live
            ? await cli.Console.Status().StartAsync(cli.Say("扫描中…", "Scanning…"), status => Ask(text => status.Status(Markup.Escape(text)))).ConfigureAwait(false)
            : await Ask(static _ => { }).ConfigureAwait(false);
        if (exit == ExitCode.Done || view.Found > 0)
            view.End();
        return exit != ExitCode.Done || view.Found > 0 ? exit : ExitCode.Failed;
    }
}
