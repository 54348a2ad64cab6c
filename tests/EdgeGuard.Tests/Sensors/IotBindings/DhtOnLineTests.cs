using System.Device.Gpio;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using EdgeGuard.Gateway.Sensors.IotBindings;
using EdgeGuard.Simulator;
using Iot.Device.DHTxx;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

/// <summary>Only what goes wrong: the pulses of a sensor that is there need a sensor that is there.</summary>
public class DhtOnLineTests
{
    private const int FreeLine = 4;

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("iot-dht11")]
    [InlineData("iot-dht21")]
    [InlineData("iot-dht22")]
    public async Task A_line_without_a_sensor_makes_both_points_bad_at_every_poll(string name)
    {
        await using var room = new VirtualRoom(_time, new RoomOptions());
        Assert.True(SensorCatalog.TryFind(name, out SensorModel? model));
        var device = new DeviceConfig { Id = "d", Bus = "gpio", Line = FreeLine };
        IPointSource source = model.CreateOnLine!(room.Board.OpenGpio(), device, point => new PointId(point == "temperature" ? 0 : 1), _time);

        Assert.Equal(BusKind.Gpio, model.Bus);
        for (int poll = 0; poll < 2; poll++)
        {
            PollBatch batch = await Poll.OnceAsync(source, _time, 0, 1);
            _time.Advance(TimeSpan.FromSeconds(3));

            Assert.True(batch.Failed);
            Assert.Equal(2, batch.Count);
            Assert.All(batch.Readings.ToArray(), r => Assert.Equal((QualityReason.CommFailure, true), (r.Reason, double.IsNaN(r.Value))));
            Assert.Contains("GPIO line 4: no answer", batch.Detail, StringComparison.Ordinal);
        }

        ((IDisposable)source).Dispose();
    }

    [Fact]
    public async Task A_line_that_the_board_does_not_have_is_told_at_every_poll()
    {
        await using var room = new VirtualRoom(_time, new RoomOptions());
        using var source = Source(room.Board.OpenGpio(), 99, (line, gpio) => new Dht22(line, gpio, shouldDispose: false));

        for (int poll = 0; poll < 2; poll++)
        {
            PollBatch batch = await Poll.OnceAsync(source, _time, 0, 1);
            _time.Advance(TimeSpan.FromSeconds(3));

            Assert.True(batch.Failed);
            Assert.Contains("GPIO line 99", batch.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_poll_that_comes_too_soon_waits_until_the_sensor_may_be_asked_again()
    {
        await using var room = new VirtualRoom(_time, new RoomOptions());
        using var source = Source(room.Board.OpenGpio(), FreeLine, (_, _) => throw new IOException("not opened"));
        var batch = new PollBatch(0, [new PointId(0), new PointId(1)]);
        batch.Begin(Poll.Start);
        await source.ReadAsync(batch, TestContext.Current.CancellationToken);

        Task second = source.ReadAsync(batch, TestContext.Current.CancellationToken).AsTask();

        _time.Advance(TimeSpan.FromSeconds(2.4));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await second;
        Assert.Contains("not opened", batch.Detail, StringComparison.Ordinal);
    }

    private DhtOnLine Source(GpioController gpio, int line, Func<int, GpioController, DhtBase> bind) =>
        new(gpio, line, bind, new DhtValues(new PointId(0), new PointId(1), -40, 80), _time);
}
