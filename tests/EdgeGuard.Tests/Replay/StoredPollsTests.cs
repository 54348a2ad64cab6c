using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Tests.Replay;

public class StoredPollsTests
{
    private readonly GatewayModel _model = Bench.Model();
    private readonly List<string> _live = [];
    private readonly List<OutboxMessage> _kept = [];
    private readonly List<string> _told = [];

    [Fact]
    public void What_was_kept_raises_what_was_raised_when_it_was_read()
    {
        Live(boot: 1, 0, 600, s => s < 100 ? 24 : s < 300 ? 28 : 25, silent: s => s is >= 400 and < 500);

        Assert.Empty(Replay((1, 0)));
        Assert.Equal(["BEGIN bench-hot@160", "END bench-hot@320", "BEGIN silent@420", "END silent@560"], _live);
        Assert.Equal(_live, _told);
    }

    [Fact]
    public void Between_two_runs_nothing_is_known()
    {
        Live(boot: 1, 0, 50, _ => 28, humidity: s => 45 + s / 10 % 2);
        Live(boot: 2, 0, 50, _ => 28, humidity: s => 45 + s / 10 % 2);

        Replay((1, 0), (2, 7200));

        Assert.Empty(_told);
    }

    [Fact]
    public void A_run_whose_clock_was_never_set_follows_the_one_before()
    {
        Live(boot: 1, 0, 90, _ => 28, humidity: s => 45 + s / 10 % 2);
        Live(boot: 2, 0, 90, _ => 25, humidity: s => 45 + s / 10 % 2);

        Replay((1, 0));

        Assert.Equal("BEGIN bench-hot@60", _told[0]);
        Assert.StartsWith("END bench-hot@", Assert.Single(_told[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_that_the_configuration_no_longer_has_is_named()
    {
        _kept.Add(new OutboxMessage("e", 1, new MessageDraft("t", Lane.Telemetry, "t", new MonotonicTime(1, default), null, """{"r":[["gone.x",0,1]]}"""u8.ToArray())));

        Assert.Equal(["gone.x"], Replay((1, 0)));
    }

    private IReadOnlyCollection<string> Replay(params (uint Boot, double Start)[] runs)
    {
        var clocks = new ClockMap();
        foreach ((uint boot, double start) in runs)
            clocks.Set(new BootClock(boot, Bench.Noon + TimeSpan.FromSeconds(start), ClockSync.Sync));
        var replayer = new Replayer(_model with { Telemetry = null }, (transition, time) => _told.Add(Bench.Short(TransitionReport.Of(transition, time))));
        var polls = new StoredPolls(_model, new PointNames(_model.Points), replayer);
        foreach (OutboxMessage message in _kept)
            polls.Take(message, clocks);
        polls.End();
        replayer.End();
        return polls.Unknown;
    }

    /// <summary>Polls the transmitter every 10 s and keeps the telemetry, as the daemon does.</summary>
    private void Live(uint boot, int from, int until, Func<int, double> temperature, Func<int, bool>? silent = null, Func<int, double>? humidity = null)
    {
        var pipeline = new GatewayPipeline(_model);
        pipeline.AddSerials(1, 1000);
        PointId[] points = [_model.Point(Bench.Temperature), _model.Point(Bench.Humidity)];
        int device = _model.Devices.First(d => d.Id == "th1").Index;
        for (int s = from; s <= until; s += 10)
        {
            var at = new MonotonicTime(boot, TimeSpan.FromSeconds(s));
            bool failed = silent?.Invoke(s) == true;
            Reading[] readings = [.. points.Select((p, i) => failed ? Reading.Bad(p, QualityReason.CommFailure, at) : Reading.Good(p, i == 0 ? temperature(s) : humidity?.Invoke(s) ?? 45, at))];
            PipelineOutput output = pipeline.Apply(new PollInput(at, device, readings, failed));
            _live.AddRange(output.Transitions.Select(t => $"{t.Flag.ToString().ToUpperInvariant()} {t.Alarm.Rule.Id}@{t.At.SinceBoot.TotalSeconds}"));
            Keep(output);
        }

        Keep(pipeline.Flush(new MonotonicTime(boot, TimeSpan.FromSeconds(until))));
    }

    private void Keep(PipelineOutput output) =>
        _kept.AddRange(output.ToBatch().Messages.Where(m => m.Stream == "t").Select((m, i) => new OutboxMessage("e", i + 1, m)));
}
