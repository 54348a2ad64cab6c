using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class AnswerPointsTests
{
    private readonly GatewayModel _model = Model();
    private readonly PollBatch _batch = new(0, []);

    [Fact]
    public void A_device_s_figures_are_told_once_a_minute_for_the_last_ten()
    {
        var meter = new PolledDevice(_model.Devices[0], new SilentSource(), new AnswerTally());
        var points = new AnswerPoints([meter, new PolledDevice(_model.Devices[1], new SilentSource())]);
        Assert.Equal(["Good 0", "Good 0", "Good 0", "Good 0", "Good 0", "Bad 0", "Bad 0"], Told(points, 1));

        for (int i = 0; i < 9; i++)
            meter.Answers.Answered(TimeSpan.FromMilliseconds(40), refused: i < 2);
        meter.Answers.Failed(AnswerFault.Timeout);
        meter.Answers.Failed(AnswerFault.Crc);

        Assert.Empty(Told(points, 30));
        Assert.Equal(["Good 7", "Good 1", "Good 1", "Good 2", "Good 0", "Good 0.04", "Good 0.04"], Told(points, 61));
        Assert.Equal(["Good 0", "Good 0", "Good 0", "Good 0", "Good 0", "Good 0.04", "Good 0.04"], Told(points, 700));
    }

    [Fact]
    public void They_are_points_of_the_device_under_their_own_signals_and_are_told_while_it_is_silent()
    {
        var pipeline = new GatewayPipeline(_model);
        var meter = new PolledDevice(_model.Devices[0], new SilentSource(), new AnswerTally());
        meter.Answers.Failed(AnswerFault.Timeout);
        _batch.Begin(new MonotonicTime(1, TimeSpan.FromSeconds(1)));
        new AnswerPoints([meter]).AddTo(_batch);

        pipeline.Apply(new PollInput(_batch.At, 1, _batch.ReadingMemory, Failed: false, Detail: null));

        Assert.True(_model.Points.TryFind("m1.busTimeouts", out PointInfo? point));
        Assert.Equal("device.busTimeouts", point.Signal);
        Assert.Equal(1, pipeline[point.Id].Latest.Value);
        Assert.Null(pipeline.IsSilent(0));
        Assert.False(_model.Points.TryFind("m2.busTimeouts", out _));
    }

    [Theory]
    [InlineData(BusKind.ModbusRtu, null, true)]
    [InlineData(BusKind.ModbusRtuOverTcp, null, true)]
    [InlineData(BusKind.ModbusTcp, null, false)]
    [InlineData(BusKind.ModbusTcp, true, true)]
    [InlineData(BusKind.ModbusRtu, false, false)]
    [InlineData(BusKind.I2c, null, false)]
    public void Serial_lines_tell_them_and_others_where_it_is_asked_for(BusKind kind, bool? statistics, bool tells)
    {
        Assert.Equal(tells, new DeviceBus("key", new BusConfig { Kind = kind, Statistics = statistics }).TellsAnswers);
    }

    [Fact]
    public void Every_one_has_its_signal()
    {
        SignalDictionary signals = new Hardware(null).Signals;

        Assert.All(OwnPoints.Answers, name => Assert.NotNull(signals[$"device.{name}"]));
    }

    private IEnumerable<string> Told(AnswerPoints points, double seconds)
    {
        _batch.Begin(new MonotonicTime(1, TimeSpan.FromSeconds(seconds)));
        points.AddTo(_batch);
        return _batch.Readings.ToArray().Select(r => FormattableString.Invariant($"{r.Quality} {(r.Quality == Quality.Bad ? 0 : r.Value)}"));
    }

    private static GatewayModel Model()
    {
        DeviceSpec Device(string id, bool tells) => new(id, new Words(id, id), TimeSpan.FromSeconds(1), 2, []) { TellsAnswers = tells };
        return ModelBuilder.Build([Device("m1", true), Device("m2", false)], RuleSet.Plain(), Language.En, new TelemetryConfig());
    }

    private sealed class SilentSource : IPointSource
    {
        public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
