using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Tests.Replay;

public class ReplayerTests
{
    private readonly GatewayModel _model = Bench.Model() with { Telemetry = null };
    private readonly List<string> _told = [];
    private readonly Replayer _replayer;

    public ReplayerTests() => _replayer = new Replayer(_model, (transition, time) => _told.Add(Bench.Short(TransitionReport.Of(transition, time))));

    [Fact]
    public void A_poll_in_which_one_value_is_missing_has_not_failed()
    {
        for (int s = 0; s < 60; s += 10)
        {
            Good(s, Bench.Temperature, 24);
            Silent(s, Bench.Humidity);
        }

        _replayer.End();
        Assert.Equal(["BEGIN invalid@20"], _told);
    }

    [Fact]
    public void Rows_of_one_time_are_polls_of_their_devices_however_they_are_mixed()
    {
        for (int s = 0; s < 60; s += 10)
        {
            Silent(s, Bench.Temperature);
            Good(s, "ups1.load", 50);
            Silent(s, Bench.Humidity);
        }

        _replayer.End();
        Assert.Equal(["BEGIN silent@20"], _told);
    }

    [Fact]
    public void A_row_older_than_the_point_said_before_is_dropped_and_counted()
    {
        Good(10, Bench.Humidity, 10);
        Good(5, Bench.Humidity, 50);
        Good(5, Bench.Temperature, 24);
        _replayer.End();

        Assert.Equal(["BEGIN bench-dry@10"], _told);
        Assert.Equal(new ReplayCounts(2, 1, 1, 1, Bench.At(10), Bench.At(10)), _replayer.Counts);
    }

    [Fact]
    public void A_clock_that_was_never_set_costs_no_time()
    {
        _replayer.Take(new ReplayRow(DateTimeOffset.UnixEpoch.UtcTicks, _model.Point(Bench.Temperature), 24, Quality.Good, QualityReason.None));
        Good(0, Bench.Humidity, 10);
        _replayer.End();

        Assert.Equal(["BEGIN bench-dry@0"], _told);
    }

    [Fact]
    public void Serials_go_on_after_a_restart()
    {
        var serials = new List<string>();
        var replayer = new Replayer(_model, (transition, time) => serials.Add(TransitionReport.Of(transition, time).Serial));
        replayer.Take(new ReplayRow(Bench.At(0), _model.Point(Bench.Humidity), 10, Quality.Good, QualityReason.None));
        replayer.Restart(Bench.At(10), TimeSpan.FromSeconds(5), clean: false);
        for (int s = 20; s < 80; s++)
            replayer.Take(new ReplayRow(Bench.At(s), _model.Point("contacts.smoke"), 1, Quality.Good, QualityReason.None));
        replayer.End();

        Assert.Equal(["0000000001", "0000000002"], serials);
    }

    private void Good(double seconds, string point, double value) =>
        _replayer.Take(new ReplayRow(Bench.At(seconds), _model.Point(point), value, Quality.Good, QualityReason.None));

    private void Silent(double seconds, string point) =>
        _replayer.Take(new ReplayRow(Bench.At(seconds), _model.Point(point), double.NaN, Quality.Bad, QualityReason.CommFailure));
}
