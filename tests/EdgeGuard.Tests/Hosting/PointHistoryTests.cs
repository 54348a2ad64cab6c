using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class PointHistoryTests : IDisposable
{
    private static readonly DateTimeOffset s_begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly GatewayStore _store = GatewayStore.Open(new MemoryFolder(), new StoreConfig(), TimeProvider.System, null);
    private readonly FakeTimeProvider _time = new(s_begin);
    private readonly PointHistory _history;
    private readonly RecordedRun _run;

    public PointHistoryTests()
    {
        var clocks = new ClockMap();
        clocks.Set(new BootClock(_store.Boot, s_begin, ClockSync.Sync));
        _run = new RecordedRun(_store);
        _history = new PointHistory(
            RecordedRun.Model, _store, new BootTime(_store.Boot, _time), new RoomClock(clocks, TimeZoneInfo.CreateCustomTimeZone("room", TimeSpan.FromHours(8), null, null)), _time);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_point_is_told_in_parts_and_the_last_is_marked()
    {
        Live(2000, static t => t % 4 == 0 ? 10 : 20);

        List<ControlAnswer> answers = await AskAsync(new ControlRequest("history") { Point = "d.x", From = "20:10" });

        HistoryHead head = answers[0].History!.Head!;
        Assert.Equal(("d.x", "V", s_begin.AddMinutes(10)), (head.Point, head.Unit, head.From));
        Assert.True(answers.Count > 3);
        Assert.Equal([.. Enumerable.Repeat(false, answers.Count - 1), true], answers.Select(static a => a.Last));
        List<HistoryRow> rows = [.. answers.SelectMany(static a => a.History!.Rows)];
        Assert.True(rows[0].Held || rows[0].At == s_begin.AddMinutes(10));
        Assert.All(rows.Zip(rows.Skip(1)), static pair => Assert.Equal((30, TimeSpan.FromSeconds(2)), (pair.First.Value + pair.Second.Value, pair.Second.At - pair.First.At)));
        Assert.Equal(rows.Count(static r => r.Gap is null && !r.Held), answers[^1].History!.Summary!.Readings);
    }

    [Fact]
    public async Task Every_minute_is_one_row_from_whatever_was_told_in_it()
    {
        Live(600, static t => t < 300 ? 10 : 20);

        List<ControlAnswer> answers = await AskAsync(new ControlRequest("history") { Point = "d.x", From = "-5m", EverySeconds = 60 });

        List<HistoryRow> rows = [.. answers.SelectMany(static a => a.History!.Rows)];
        Assert.Equal(5, rows.Count);
        Assert.All(rows, static r => Assert.Equal((20, 20, 20), (r.Value, r.Min, r.Max)));
        Assert.All(rows, static r => Assert.Equal(0, r.At.Second));
    }

    [Theory]
    [InlineData("d.z", null, null, 1, "d.x")]
    [InlineData("d.x", "noon", null, 2, "noon")]
    [InlineData("d.x", "20:00", "19:00", 2, "--from")]
    public async Task What_cannot_be_answered_says_why(string point, string? from, string? to, int exit, string told)
    {
        List<ControlAnswer> answers = await AskAsync(new ControlRequest("history") { Point = point, From = from, To = to });

        ControlAnswer answer = Assert.Single(answers);
        Assert.Equal((exit, true), (answer.Exit, answer.Last));
        Assert.Contains(told, answer.Message!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_point_of_an_earlier_configuration_is_told_when_it_is_asked_for_as_such()
    {
        string body = """{"r":[["gone.x",0,5]]}""";
        _ = _store.Append(new CommitBatch([], [new MessageDraft("t", Lane.Telemetry, "t", _run.At(5), null, System.Text.Encoding.UTF8.GetBytes(body))], []));
        _time.Advance(TimeSpan.FromSeconds(10));

        List<ControlAnswer> answers = await AskAsync(new ControlRequest("history") { Point = "gone.x", Former = true });

        Assert.Equal(5, Assert.Single(answers.SelectMany(static a => a.History!.Rows)).Value);
        Assert.Equal(1, (await AskAsync(new ControlRequest("history") { Point = "gone.x" }))[0].Exit);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_reading()
    {
        Live(3000, static t => t);
        using var gone = new CancellationTokenSource();
        int parts = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (ControlAnswer _ in _history.AnswersAsync(new ControlRequest("history") { Point = "d.x" }, gone.Token))
            {
                if (++parts == 2)
                    await gone.CancelAsync();
            }
        });

        Assert.InRange(parts, 2, 3);
        Assert.Equal(0, _store.Stats.DroppedTelemetry);
    }

    private void Live(int seconds, Func<int, double> x)
    {
        _run.Live(0, seconds, x);
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }

    private async Task<List<ControlAnswer>> AskAsync(ControlRequest request)
    {
        var answers = new List<ControlAnswer>();
        await foreach (ControlAnswer answer in _history.AnswersAsync(request, TestContext.Current.CancellationToken))
            answers.Add(answer);
        return answers;
    }
}
