using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard demo [--for 60s] [--speed 10] [--broker URL]</c></summary>
internal sealed class DemoVerb(CommonOptions common, Func<DemoOptions, CancellationToken, Task<int>> demo)
{
    private const int MaxSpeed = 60;

    /// <summary>The story's three mishaps pass within a few minutes [our default].</summary>
    private const int DefaultSpeed = 10;

    public Command Make()
    {
        Option<TimeSpan?> duration = Durations.Make(common, "--for", common.Say(
            "运行多久后结束（60s、2m、1h，按墙上时钟）；不给则到 Ctrl-C", "end after this long on the wall clock: 60s, 2m, 1h; without it at Ctrl-C"));
        Option<int> speed = Speed();
        Option<Uri?> broker = Broker();
        var command = new Command("demo", common.Say(
            "演示：虚拟机房、内置 MQTT 服务器和真实网关", "a virtual room, an embedded broker and the real gateway, live"))
        {
            duration, speed, broker,
        };
        command.SetAction((result, token) => demo(
            new DemoOptions(
                result.GetValue(duration),
                result.GetValue(speed),
                result.GetValue(broker),
                result.GetValue(common.Data),
                result.GetValue(common.Socket),
                common.Context(result)),
            token));
        return command;
    }

    private Option<int> Speed()
    {
        var speed = new Option<int>("--speed")
        {
            Description = common.Say($"时间加速 1-{MaxSpeed} 倍，默认 {DefaultSpeed}", $"so many times faster than time, 1-{MaxSpeed}; default {DefaultSpeed}"),
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSpeed,
        };
        speed.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out int n) && n is >= 1 and <= MaxSpeed)
                return n;
            result.AddError(common.Say($"--speed 是 1 到 {MaxSpeed} 的整数，而不是“{result.Tokens[0].Value}”。", $"--speed is a whole number from 1 to {MaxSpeed}, not '{result.Tokens[0].Value}'."));
            return 0;
        };
        return speed;
    }

    private Option<Uri?> Broker() => new("--broker")
    {
        Description = common.Say("用您自己的 MQTT 服务器", "play into your own broker instead"),
        HelpName = "mqtt://HOST:PORT",
        CustomParser = ParseBroker,
    };

    private Uri? ParseBroker(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "mqtt" or "mqtts" && uri.Host.Length > 0)
            return uri;
        result.AddError(common.Say($"--broker 写作 mqtt://主机:1883 或 mqtts://主机:8883，而不是“{text}”。", $"--broker is written as mqtt://host:1883 or mqtts://host:8883, not '{text}'."));
        return null;
    }
}
