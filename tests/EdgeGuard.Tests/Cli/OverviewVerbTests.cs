using System.Text.Json;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

public class OverviewVerbTests
{
    [Fact]
    public async Task On_a_fresh_machine_the_next_step_is_the_demo()
    {
        var call = new CliCall();

        int exit = await call.Async("--socket", "/nonexistent/s.sock", "--config", "/nonexistent", "--lang", "en");

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("  edgeguard demo", call.Lines);
    }

    [Fact]
    public async Task With_a_wrong_configuration_the_next_step_is_to_check_it()
    {
        using var folder = new ConfigFolder("""{"gateway": {}}""");
        var call = new CliCall();

        await call.Async("--socket", "/nonexistent/s.sock", "--config", folder.Path, "--lang", "zh");

        Assert.Contains($"  edgeguard check --config {folder.Path}", call.Lines);
    }

    [Fact]
    public async Task With_a_good_configuration_the_next_step_is_to_run_it()
    {
        using var folder = new ConfigFolder(ConfigFolder.Least);
        var call = new CliCall();

        await call.Async("--socket", "/nonexistent/s.sock", "--config", folder.Path, "--lang", "en");

        Assert.Contains($"  edgeguard run --config {folder.Path}", call.Lines);
    }

    [Fact]
    public async Task With_unacknowledged_alarms_the_next_step_is_to_see_them()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall();

        await call.Async("--socket", daemon.Socket, "--lang", "en");

        Assert.Contains("room1 · site-a", call.Out, StringComparison.Ordinal);
        Assert.Contains("  edgeguard alarms", call.Lines);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(60)]
    public async Task Status_of_the_buses_tells_what_came_of_each_device_s_requests(int width)
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width);

        await call.Async("status", "--bus", "--socket", daemon.Socket, "--lang", "en");

        Assert.Contains("1234567", call.Out, StringComparison.Ordinal);
        Assert.Contains("41.5 / 62", call.Out, StringComparison.Ordinal);
        Assert.Contains("1 min 35 s", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_all_is_well_the_next_step_is_to_look_at_the_values()
    {
        StatusReport well = Samples.Status with { Alarms = new AlarmCounts(0, 0, 0, 0, 0), Devices = [] };
        await using var daemon = new FakeDaemon(_ => new ControlAnswer { Last = true, Status = well });
        var call = new CliCall();

        await call.Async("--socket", daemon.Socket, "--json");

        using JsonDocument document = JsonDocument.Parse(call.Out);
        Assert.True(document.RootElement.GetProperty("daemon").GetBoolean());
        Assert.Equal("edgeguard points", document.RootElement.GetProperty("next").GetString());
    }
}
