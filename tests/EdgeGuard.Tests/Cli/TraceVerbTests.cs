using System.Text.Json;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

public class TraceVerbTests
{
    [Fact]
    public async Task Json_is_a_line_a_reading_or_event_in_the_order_of_time()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width: 60);

        int exit = await call.Async("trace", "12", "--json", "--socket", daemon.Socket);

        string[] lines = call.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(Samples.Trace.Readings.Count + Samples.Trace.Events.Count, lines.Length);
        Assert.Equal("""{"time":"2026-03-01T11:54:00.250Z","kind":"signal","point":"ac1.returnTemperature","value":26.12,"quality":"good"}""", lines[0]);
        Assert.Contains("""{"time":"2026-03-01T12:01:05.000Z","kind":"signal","point":"ac1.returnTemperature","value":null,"quality":"bad","reason":"commFailure"}""", lines);
        Assert.Contains("""{"time":"2026-03-01T12:01:35.000Z","kind":"action","event":"ACK","by":"li","text":"level 1 回风温度过高(36.2°C)"}""", lines);
        Assert.Equal(lines.Select(static l => l[..34]).Order(StringComparer.Ordinal), lines.Select(static l => l[..34]));
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
        string row = call.Lines.First(static l => l.Contains("ac1.returnTemperature ", StringComparison.Ordinal) && l.Contains("26.12 °C", StringComparison.Ordinal));
        Assert.Contains("36.21 °C", row, StringComparison.Ordinal);
        Assert.Contains(call.Lines, static l => l.Contains("running", StringComparison.Ordinal) && l.Contains("stopped", StringComparison.Ordinal));
        Assert.Contains(call.Lines, static l => l.Contains("Known so far up to 130 s", StringComparison.Ordinal));
        Assert.Equal(width == 120, call.Out.Contains("Highest", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60, "zh")]
    [InlineData(60, "en")]
    [InlineData(120, "zh")]
    [InlineData(120, "en")]
    public async Task Signal_alarm_action_and_clear_stand_in_one_line_of_time(int width, string language)
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width);

        await call.Async("trace", "12", "--lang", language, "--socket", daemon.Socket);

        TestContext.Current.TestOutputHelper?.WriteLine(call.Out);
        bool zh = language == "zh";
        string[] expected = zh ? ["信号", "告警", "操作", "网关", "消除"] : ["signal", "alarm", "action", "gateway", "clear"];
        List<string> rows = [.. call.Lines.Where(l => l.Contains("03-01 ", StringComparison.Ordinal) && expected.Any(k => l.Contains(k, StringComparison.Ordinal)))];
        List<string> kinds = [.. rows.Select(l => expected.First(k => l.Contains(k, StringComparison.Ordinal)))];
        Assert.Equal(expected, kinds.Distinct());
        Assert.Equal(rows.Select(static l => l.Trim()[..14]).Order(StringComparer.Ordinal), rows.Select(static l => l.Trim()[..14]));
        Assert.Contains(rows, static l => l.Contains("20:01:35", StringComparison.Ordinal) && l.Contains(zhAck(l), StringComparison.Ordinal));
        Assert.Contains("li", call.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(call.Lines, l => CellText.Width(l) > width);

        static string zhAck(string line) => line.Contains("确认", StringComparison.Ordinal) ? "确认" : "acked";
    }

    [Fact]
    public async Task Csv_holds_readings_and_events()
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width: 60);

        await call.Async("trace", "12", "--csv", "--socket", daemon.Socket);

        string[] lines = call.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("time,local,kind,point,value,unit,quality,reason,event,by,text", lines[0]);
        Assert.Equal(1 + Samples.Trace.Readings.Count + Samples.Trace.Events.Count, lines.Length);
        Assert.All(lines, static l => Assert.Equal(10, l.Count(static c => c == ',')));
        Assert.Contains("2026-03-01T12:02:00.000Z,2026-03-01 20:02:00.000,action,,,,,,maintenance,wang,Maintenance begins (new filter)", lines);
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
