using EdgeGuard.Gateway.Cli;

namespace EdgeGuard.Gateway.Tests.Cli;

public class UsageTests
{
    [Theory]
    [InlineData("bogus")]
    [InlineData("status", "extra")]
    [InlineData("profile")]
    [InlineData("read")]
    [InlineData("ack", "12x")]
    [InlineData("ack", "12345678901")]
    [InlineData("ack", "12", "--number", "0")]
    [InlineData("status", "--lang", "fr")]
    [InlineData("demo", "--for", "5")]
    [InlineData("demo", "--for", "0s")]
    [InlineData("demo", "--speed", "61")]
    [InlineData("demo", "--speed", "0")]
    [InlineData("demo", "--broker", "broker.example.org")]
    [InlineData("demo", "--broker", "http://broker.example.org")]
    public async Task Wrong_usage_exits_2_and_names_the_help(params string[] args)
    {
        var call = new CliCall();

        int exit = await call.Async(args);

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("--help", call.Error, StringComparison.Ordinal);
        Assert.Empty(call.Out);
        Assert.Null(call.Demo);
    }

    [Fact]
    public async Task A_usage_error_speaks_chinese_when_asked_to()
    {
        var call = new CliCall();

        await call.Async("demo", "--speed", "99", "--lang=zh");

        Assert.Contains("用法错误：--speed 是 1 到 60 的整数", call.Error, StringComparison.Ordinal);
        Assert.Contains("edgeguard demo --help", call.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "检查配置")]
    [InlineData("en", "check the configuration")]
    public async Task Help_is_in_the_language_and_exits_0(string language, string text)
    {
        var call = new CliCall();

        int exit = await call.Async("--help", "--lang", language);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains(text, call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_takes_length_speed_and_broker()
    {
        var call = new CliCall();

        int exit = await call.Async("demo", "--for", "2m", "--speed", "60", "--broker", "mqtt://localhost:1883");

        Assert.Equal(ExitCode.Done, exit);
        Assert.NotNull(call.Demo);
        Assert.Equal(TimeSpan.FromMinutes(2), call.Demo.For);
        Assert.Equal(60, call.Demo.Speed);
        Assert.Equal(new Uri("mqtt://localhost:1883"), call.Demo.Broker);
        Assert.Null(call.Demo.DataFolder);
        Assert.Null(call.Demo.SocketPath);
    }

    [Fact]
    public async Task Demo_alone_runs_until_it_is_stopped()
    {
        var call = new CliCall();

        await call.Async("demo");

        Assert.NotNull(call.Demo);
        Assert.Null(call.Demo.For);
        Assert.Null(call.Demo.Broker);
        Assert.InRange(call.Demo.Speed, 1, 60);
    }

    [Fact]
    public async Task Run_takes_its_folders_and_its_socket()
    {
        var call = new CliCall();

        int exit = await call.Async("run", "--config", "/c", "--data", "/d", "--socket", "/s");

        Assert.Equal(ExitCode.Done, exit);
        Assert.NotNull(call.Run);
        Assert.Equal(("/c", "/d", "/s"), (call.Run.ConfigFolder, call.Run.DataFolder, call.Run.SocketPath));
    }
}
