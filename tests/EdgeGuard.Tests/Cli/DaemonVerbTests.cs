using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

public class DaemonVerbTests
{
    [Theory]
    [InlineData("status")]
    [InlineData("points")]
    [InlineData("alarms")]
    [InlineData("ack", "12")]
    [InlineData("trace", "12")]
    [InlineData("history", "a.b")]
    [InlineData("shelve", "12", "--once", "--why", "x")]
    [InlineData("maintenance")]
    public async Task Without_a_daemon_a_verb_says_so_and_exits_3(params string[] verb)
    {
        var call = new CliCall();

        int exit = await call.Async([.. verb, "--socket", "/nonexistent/s.sock", "--lang", "en"]);

        Assert.Equal(ExitCode.NoDaemon, exit);
        Assert.Contains("No edgeguard is running on /nonexistent/s.sock", call.Error, StringComparison.Ordinal);
        Assert.Empty(call.Out);
    }

    [Theory]
    [InlineData("status", JsonValueKind.Object)]
    [InlineData("points", JsonValueKind.Array)]
    [InlineData("alarms", JsonValueKind.Array)]
    public async Task Json_is_one_document_and_nothing_else(string verb, JsonValueKind kind)
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width: 60);

        int exit = await call.Async(verb, "--json", "--socket", daemon.Socket);

        using JsonDocument document = JsonDocument.Parse(call.Out);
        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(kind, document.RootElement.ValueKind);
        Assert.Empty(call.Error);
    }

    [Fact]
    public async Task Json_keeps_numbers_exact_and_chinese_readable()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall();

        await call.Async("points", "--device", "ac1", "--json", "--socket", daemon.Socket);

        using JsonDocument document = JsonDocument.Parse(call.Out);
        Assert.Equal(36.214, document.RootElement[1].GetProperty("value").GetDouble());
        Assert.Equal("degC", document.RootElement[1].GetProperty("unit").GetString());
        Assert.Contains("回风温度", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "回风温度过高", "一级")]
    [InlineData("en", "Return air temperature too high", "critical")]
    public async Task Alarms_speak_both_languages_and_tell_the_level_without_colour(string language, string label, string level)
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width: 140);

        await call.Async("alarms", "--lang", language, "--socket", daemon.Socket);

        Assert.Contains(label, call.Out, StringComparison.Ordinal);
        Assert.Contains($"1 {level}", call.Out, StringComparison.Ordinal);
        Assert.Contains("0000000012", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_acknowledgement_passes_on_what_was_seen()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall();

        int exit = await call.Async("ack", "0000000012", "--number", "3", "--reset", "--lang", "en", "--socket", daemon.Socket);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(new ControlRequest("ack") { Serial = "0000000012", Number = 3, Reset = true }, Assert.Single(daemon.Requests));
        Assert.Equal("Done.", call.Out.Trim());
    }

    [Fact]
    public async Task A_refusal_goes_to_standard_error_with_the_daemons_exit_code()
    {
        await using var daemon = new FakeDaemon(_ => new ControlAnswer { Last = true, Exit = ExitCode.Refused, Message = new Words("不能复位。", "It cannot be reset.") });
        var call = new CliCall();

        int exit = await call.Async("ack", "12", "--reset", "--lang", "zh", "--json", "--socket", daemon.Socket);

        Assert.Equal(ExitCode.Refused, exit);
        Assert.Equal("不能复位。", call.Error.Trim());
        Assert.Empty(call.Out);
    }

    [Fact]
    public async Task The_status_tells_what_is_wrong()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall();

        int exit = await call.Async("status", "--lang", "en", "--socket", daemon.Socket);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("Not authorised", call.Out, StringComparison.Ordinal);
        Assert.Contains("connection refused", call.Out, StringComparison.Ordinal);
        Assert.Contains("1 critical, 1 major, 1 hint; 2 unacked", call.Out, StringComparison.Ordinal);
    }
}
