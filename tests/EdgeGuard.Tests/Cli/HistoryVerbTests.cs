using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

public sealed class HistoryVerbTests
{
    private static readonly DateTimeOffset s_eight = new(2026, 11, 25, 20, 0, 0, TimeSpan.FromHours(8));

    private static readonly HistoryRow[] s_rows =
    [
        Row(-30, 24.5) with { Held = true },
        Row(10, 36.214),
        Row(20, null) with { Quality = "bad", Reason = "commFailure" },
        Row(30, 31) with { Quality = "uncertain", Reason = "implausible" },
        Row(40, null) with { Quality = null, Gap = "restart", Until = s_eight.AddSeconds(400), UntilClock = ClockSync.Unsynced },
        Row(400, 30) with { Clock = ClockSync.Unsynced, Boot = 4 },
        Row(420, null) with { Boot = 4, Quality = null, Gap = "silence", Until = s_eight.AddSeconds(7000), UntilClock = ClockSync.Sync },
    ];

    private static readonly HistoryHead s_head = new(
        "ac1.returnTemperature", new Words("回风温度", "Return air temperature"), "degC", new Dictionary<int, Words>(), s_eight, s_eight.AddHours(2), null);

    public static TheoryData<int, string> Terminals() => new() { { 60, "zh" }, { 60, "en" }, { 120, "zh" }, { 120, "en" } };

    [Theory]
    [MemberData(nameof(Terminals))]
    public async Task The_table_tells_values_gaps_restarts_and_what_not_to_trust(int width, string language)
    {
        await using var daemon = new FakeDaemon(static _ => Answer(s_head, s_rows));
        var call = new CliCall(width);

        int exit = await call.Async("history", "ac1.returnTemperature", "--from", "20:00", "--lang", language, "--socket", daemon.Socket);

        TestContext.Current.TestOutputHelper?.WriteLine(call.Out);
        Assert.Equal(ExitCode.Done, exit);
        Assert.DoesNotContain(call.Lines, l => CellText.Width(l) > width);
        bool zh = language == "zh";
        Assert.Contains(call.Lines, l => l.Contains("20:00:10.000", StringComparison.Ordinal) && l.Contains("36.21 °C", StringComparison.Ordinal));
        Assert.Contains(call.Lines, l => l.Contains("20:00:20.000", StringComparison.Ordinal) && l.Contains(zh ? "无应答" : "no answer", StringComparison.Ordinal));
        Assert.Contains(call.Lines, l => l.Contains("20:06:40.000?", StringComparison.Ordinal) && l.Contains(zh ? "重启" : "restart", StringComparison.Ordinal));
        Assert.Contains(call.Lines, l => l.Contains("21:56:40.000", StringComparison.Ordinal) && l.Contains(zh ? "无数据" : "no data", StringComparison.Ordinal));
        Assert.Contains(call.Lines, l => l.Contains(zh ? "平均 30.5 °C" : "mean 30.5 °C", StringComparison.Ordinal));
        Assert.Contains(zh ? "时钟从未同步" : "never set", call.Out, StringComparison.Ordinal);
        Assert.Contains('█', call.Out);
    }

    [Theory]
    [MemberData(nameof(Terminals))]
    public async Task Every_so_long_is_a_row_of_numbers(int width, string language)
    {
        HistoryRow row = Row(0, 24.25) with { Min = 24, Max = 25.5, Count = 7 };
        await using var daemon = new FakeDaemon(_ => Answer(s_head with { EverySeconds = 60 }, [row, row with { Quality = "uncertain" }]));
        var call = new CliCall(width);

        await call.Async("history", "ac1.returnTemperature", "--last", "2h", "--every", "1m", "--lang", language, "--socket", daemon.Socket);

        TestContext.Current.TestOutputHelper?.WriteLine(call.Out);
        Assert.DoesNotContain(call.Lines, l => CellText.Width(l) > width);
        Assert.Contains(call.Lines, static l => l.Contains("11-25 20:00:00", StringComparison.Ordinal) && l.Contains("24.25", StringComparison.Ordinal) && l.EndsWith('7'));
        Assert.Equal(
            new ControlRequest("history") { Point = "ac1.returnTemperature", From = "-2h", EverySeconds = 60 }, Assert.Single(daemon.Requests));
    }

    [Fact]
    public async Task Csv_is_that_of_rfc_4180_with_a_header()
    {
        await using var daemon = new FakeDaemon(static _ => Answer(s_head with { Point = "ac1.\"odd\",name" }, s_rows));
        var call = new CliCall(width: 60);

        int exit = await call.Async("history", "ac1.returnTemperature", "--csv", "--socket", daemon.Socket);

        string[] lines = call.Out.Split("\r\n");
        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal("time,local,point,value,unit,quality,reason,clock,boot,until", lines[0]);
        Assert.Equal("2026-11-25T12:00:10.000Z,2026-11-25 20:00:10.000,\"ac1.\"\"odd\"\",name\",36.214,degC,good,,sync,3,", lines[2]);
        Assert.Contains(",,degC,bad,commFailure,sync,3,", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(",,degC,gap,restart,sync,3,2026-11-25T12:06:40.000Z", lines[5], StringComparison.Ordinal);
        Assert.Equal("", lines[^1]);
        Assert.Equal(s_rows.Length + 2, lines.Length);
    }

    [Fact]
    public async Task Json_is_a_line_a_row()
    {
        await using var daemon = new FakeDaemon(static _ => Answer(s_head, s_rows));
        var call = new CliCall(width: 60);

        await call.Async("history", "ac1.returnTemperature", "--json", "--socket", daemon.Socket);

        string[] lines = call.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(s_rows.Length, lines.Length);
        Assert.All(lines, static l => JsonDocument.Parse(l).Dispose());
        Assert.Equal(
            """{"time":"2026-11-25T12:00:10.000Z","local":"2026-11-25T20:00:10.000+08:00","point":"ac1.returnTemperature","clock":"sync","boot":3,"value":36.214,"quality":"good"}""",
            lines[1]);
        Assert.Contains("\"gap\":\"restart\",\"until\":\"2026-11-25T12:06:40.000Z\"", lines[4], StringComparison.Ordinal);
        Assert.Equal("-24h", Assert.Single(daemon.Requests).From);
    }

    [Fact]
    public async Task Lines_are_printed_as_they_come()
    {
        var more = new TaskCompletionSource();
        await using var daemon = new FakeDaemon(_ => Slowly(more.Task));
        var call = new CliCall();

        Task<int> running = call.Async("history", "ac1.returnTemperature", "--csv", "--socket", daemon.Socket);
        while (!call.Out.Contains("36.214", StringComparison.Ordinal))
        {
            Assert.False(running.IsCompleted, call.Out + call.Error);
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.False(running.IsCompleted);
        more.SetResult();
        Assert.Equal(ExitCode.Done, await running);

        static async IAsyncEnumerable<ControlAnswer> Slowly(Task more)
        {
            yield return Part(s_head, []);
            yield return Part(null, [Row(10, 36.214)]);
            await more;
            yield return new ControlAnswer { Last = true, History = new HistoryReport { Summary = new HistorySummary(1, 0, 0, 1, 1, 1) } };
        }
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_no_success()
    {
        await using var daemon = new FakeDaemon(static _ => Broken());
        var call = new CliCall();

        int exit = await call.Async("history", "ac1.returnTemperature", "--csv", "--lang", "en", "--socket", daemon.Socket);

        Assert.Equal(ExitCode.NoDaemon, exit);
        Assert.Contains("before its answer was whole", call.Error, StringComparison.Ordinal);

        static async IAsyncEnumerable<ControlAnswer> Broken()
        {
            yield return Part(s_head, [Row(10, 1)]);
            await Task.Yield();
            throw new IOException("gone");
        }
    }

    [Theory]
    [InlineData("--from", "noon")]
    [InlineData("--last", "2")]
    [InlineData("--every", "0s")]
    [InlineData("--from", "08:00", "--last", "2h")]
    [InlineData("--csv", "--json")]
    public async Task Wrong_usage_is_told_before_anything_is_asked(params string[] options)
    {
        var call = new CliCall();

        int exit = await call.Async(["history", "a.b", .. options, "--lang", "en", "--socket", "/nonexistent/s.sock"]);

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains(options[0], call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_time_is_an_argument_and_no_option()
    {
        await using var daemon = new FakeDaemon(static _ => Answer(s_head, []));
        var call = new CliCall();

        int exit = await call.Async("history", "a.b", "--from", "-2h", "--to", "-1h", "--lang", "en", "--socket", daemon.Socket);

        Assert.Equal((ExitCode.Done, ""), (exit, call.Error));
        Assert.Equal(new ControlRequest("history") { Point = "a.b", From = "-2h", To = "-1h" }, Assert.Single(daemon.Requests));
        Assert.Contains("Nothing is kept of this time.", call.Out, StringComparison.Ordinal);
    }

    private static IAsyncEnumerable<ControlAnswer> Answer(HistoryHead head, HistoryRow[] rows) => new[]
    {
        Part(head, []),
        Part(null, []),
        Part(null, rows),
        new ControlAnswer { Last = true, History = new HistoryReport { Summary = new HistorySummary(rows.Length, 1, 2, 24.5, 30.5, 36.214) } },
    }.ToAsyncEnumerable();

    private static ControlAnswer Part(HistoryHead? head, IReadOnlyList<HistoryRow> rows) => new() { History = new HistoryReport { Head = head, Rows = rows } };

    private static HistoryRow Row(double seconds, double? value) => new(s_eight.AddSeconds(seconds), ClockSync.Sync, 3) { Value = value, Quality = "good" };
}
