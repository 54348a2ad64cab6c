using System.Text.Json;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

public class TraceVerbTests
{
    [Fact]
    public async Task Json_is_a_line_a_reading_with_time_point_value_and_quality()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width: 60);

        int exit = await call.Async("trace", "12", "--json", "--socket", daemon.Socket);

        string[] lines = call.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(Samples.Trace.Readings.Count, lines.Length);
        Assert.Equal("""{"time":"2026-03-01T11:54:00.250Z","point":"ac1.returnTemperature","value":26.12,"quality":"good"}""", lines[0]);
        Assert.Contains("""{"time":"2026-03-01T12:01:05.000Z","point":"ac1.returnTemperature","value":null,"quality":"bad","reason":"commFailure"}""", lines);
        Assert.All(lines, static l => JsonDocument.Parse(l).Dispose());
        Assert.Equal(new ControlRequest("trace") { Serial = "12" }, Assert.Single(daemon.Requests));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    public async Task The_table_tells_the_values_before_at_and_after_the_onset(int width)
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width);

        await call.Async("trace", "12", "--lang", "en", "--socket", daemon.Socket);

        Assert.Contains(call.Lines, static l => l.Contains("Onset 2026-03-01 20:00:00.000 +08:00, stands", StringComparison.Ordinal));
        string row = call.Lines.First(static l => l.Contains("26.12 °C", StringComparison.Ordinal));
        Assert.Contains("36.21 °C", row, StringComparison.Ordinal);
        Assert.Contains(call.Lines, static l => l.Contains("running", StringComparison.Ordinal) && l.Contains("stopped", StringComparison.Ordinal));
        Assert.Contains(call.Lines, static l => l.Contains("Known so far up to 130 s", StringComparison.Ordinal));
        Assert.Equal(width == 120, call.Out.Contains("Highest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_serial_that_is_no_number_is_wrong_usage()
    {
        var call = new CliCall();

        Assert.Equal(ExitCode.Usage, await call.Async("trace", "12a", "--lang", "en"));
        Assert.Contains("A serial has up to 10 digits", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_says_what_the_telemetry_can_show()
    {
        var call = new CliCall();

        await call.Async("trace", "--help", "--lang", "en");

        Assert.Contains("0.5 %", call.Out, StringComparison.Ordinal);
    }
}
