using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

public class ActionVerbTests
{
    [Fact]
    public async Task Shelve_passes_on_alarm_time_and_reason()
    {
        Assert.Equal(
            new ControlRequest("shelve") { Key = "15", ForSeconds = 7200, Why = "new meter" },
            await AskedAsync("shelve", "15", "--for", "2h", "--why", "new meter"));
        Assert.Equal(
            new ControlRequest("shelve") { Key = "a.b.c", Once = true, Why = "noise" },
            await AskedAsync("shelve", "a.b.c", "--once", "--why", "noise"));
    }

    [Fact]
    public async Task Unshelve_and_service_pass_on_the_alarm()
    {
        Assert.Equal(new ControlRequest("unshelve") { Key = "15" }, await AskedAsync("unshelve", "15"));
        Assert.Equal(
            new ControlRequest("service") { Action = "out", Key = "a.b.c", ForSeconds = 28_800, Why = "broken" },
            await AskedAsync("service", "out", "a.b.c", "--for", "8h", "--why", "broken"));
        Assert.Equal(new ControlRequest("service") { Action = "in", Key = "a.b.c" }, await AskedAsync("service", "in", "a.b.c"));
    }

    [Fact]
    public async Task Maintenance_passes_on_device_time_and_reason()
    {
        Assert.Equal(
            new ControlRequest("maintenance") { Action = "on", Device = "ac2", ForSeconds = 7200, Why = "filter" },
            await AskedAsync("maintenance", "on", "ac2", "--for", "2h", "--why", "filter"));
        Assert.Equal(
            new ControlRequest("maintenance") { Action = "on", ForSeconds = 86_400, Why = "works" },
            await AskedAsync("maintenance", "on", "--for", "1d", "--why", "works"));
        Assert.Equal(new ControlRequest("maintenance") { Action = "off" }, await AskedAsync("maintenance", "off"));
        Assert.Equal(new ControlRequest("maintenance"), await AskedAsync("maintenance"));
    }

    [Fact]
    public async Task Operate_passes_on_the_operation_and_its_value()
    {
        Assert.Equal(new ControlRequest("operate") { Operation = "horn" }, await AskedAsync("operate", "horn"));
        Assert.Equal(new ControlRequest("operate") { Operation = "speed", Value = 210 }, await AskedAsync("operate", "speed", "210"));
    }

    [Theory]
    [InlineData("operate")]
    [InlineData("operate", "horn", "on")]
    [InlineData("operate", "horn", "-1")]
    [InlineData("operate", "horn", "65536")]
    [InlineData("operate", "horn", "1", "2")]
    [InlineData("shelve", "15", "--why", "x")]
    [InlineData("shelve", "15", "--for", "2h")]
    [InlineData("shelve", "15", "--for", "2", "--why", "x")]
    [InlineData("shelve", "15", "--for", "2h", "--why", " ")]
    [InlineData("shelve", "--for", "2h", "--why", "x")]
    [InlineData("service", "15")]
    [InlineData("service", "out", "15")]
    [InlineData("service", "in", "15", "--why", "x")]
    [InlineData("maintenance", "on", "--why", "x")]
    [InlineData("maintenance", "on", "--for", "2h")]
    [InlineData("maintenance", "off", "ac1", "ac2")]
    public async Task Wrong_usage_exits_2_and_asks_the_daemon_nothing(params string[] args)
    {
        await using var daemon = new FakeDaemon(Incident.Answer);
        var call = new CliCall();

        Assert.Equal(ExitCode.Usage, await call.Async([.. args, "--socket", daemon.Socket]));

        Assert.Contains("--help", call.Error, StringComparison.Ordinal);
        Assert.Empty(daemon.Requests);
    }

    [Theory]
    [InlineData("shelve", "15", "--for", "2h", "--why", "x")]
    [InlineData("unshelve", "15")]
    [InlineData("service", "out", "15", "--why", "x")]
    public async Task Json_holds_what_was_said_and_the_alarm_as_it_is_now(params string[] args)
    {
        await using var daemon = new FakeDaemon(Incident.Answer);
        var call = new CliCall();

        int exit = await call.Async([.. args, "--json", "--socket", daemon.Socket]);

        JsonElement answer = JsonDocument.Parse(call.Out).RootElement;
        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal("meter.voltage.voltage-low", answer.GetProperty("key").GetString());
        Assert.Equal("已处理。", answer.GetProperty("message").GetProperty("zh").GetString());
        Assert.Equal("G", answer.GetProperty("alarm").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_refusal_goes_to_standard_error_with_its_exit_code()
    {
        await using var daemon = new FakeDaemon(_ => new ControlAnswer { Last = true, Exit = ExitCode.Refused, Message = new Words("不行。", "No.") });
        var call = new CliCall();

        Assert.Equal(ExitCode.Refused, await call.Async("shelve", "1", "--once", "--why", "x", "--lang", "zh", "--socket", daemon.Socket));

        Assert.Equal(("不行。", ""), (call.Error.Trim(), call.Out));
    }

    [Fact]
    public async Task The_windows_are_listed_with_their_ends_and_the_room_by_its_word()
    {
        await using var daemon = new FakeDaemon(Incident.Answer);
        var call = new CliCall();

        await call.Async("maintenance", "--lang", "en", "--socket", daemon.Socket);

        Assert.Contains(call.Lines, l => l.Contains("ac2", StringComparison.Ordinal) && l.Contains("until 11-25 20:40 (1 h 59 min)", StringComparison.Ordinal) && l.Contains("wang", StringComparison.Ordinal));
        Assert.Contains(call.Lines, l => l.Contains("the room", StringComparison.Ordinal) && l.Contains("for 1 h 59 min more", StringComparison.Ordinal));
    }

    private static async Task<ControlRequest> AskedAsync(params string[] args)
    {
        await using var daemon = new FakeDaemon(Incident.Answer);
        var call = new CliCall();
        Assert.Equal(ExitCode.Done, await call.Async([.. args, "--socket", daemon.Socket]));
        return Assert.Single(daemon.Requests);
    }
}
