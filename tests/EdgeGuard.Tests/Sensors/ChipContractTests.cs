using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Simulator;
using EdgeGuard.Simulator.Board;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Gateway.Tests.Sensors;

/// <summary>What every driver of a chip of the room does, our own and those of the optional bindings alike.</summary>
public class ChipContractTests
{
    private static readonly DeviceConfig Device = new() { Id = "d", Bus = "i2c", Shunt = new ShuntConfig { Ohms = 0.01, MaxAmperes = 5 } };

    /// <summary>Sensor, address, whether it waits by the machine's clock, and how near each of its values must be.</summary>
    public static TheoryData<string, int, bool, double[]> Chips => new()
    {
        { "sht4x", VirtualBoard.Sht4xAddress, false, [0.01, 0.01] },
        { "bme280", VirtualBoard.Bme280Address, false, [0.02, 0.05, 3] },
        { "mcp9808", VirtualBoard.Mcp9808Address, false, [0.04] },
        { "ina219", VirtualBoard.Ina219Address, false, [0.005, 0.002] },
#if USE_IOT_DEVICE_BINDINGS
        { "iot-sht4x", VirtualBoard.Sht4xAddress, true, [0.01, 0.01] },
        { "iot-bme280", VirtualBoard.Bme280Address, true, [0.02, 0.05, 3] },
        { "iot-mcp9808", VirtualBoard.Mcp9808Address, true, [0.04] },
        { "iot-ina219", VirtualBoard.Ina219Address, true, [0.005, 0.002] },
#endif
    };

    [Theory]
    [MemberData(nameof(Chips))]
    public async Task The_rooms_chip_gives_what_is_in_the_room(string sensor, int address, bool wallClock, double[] near)
    {
        await using var chips = new RoomChips(wallClock);
        IPointSource source = chips.Open(sensor, address, Device);

        AssertTrue(await chips.ReadAsync(source, near.Length), sensor, near, chips.Room.State);
        AssertTrue(await chips.ReadAsync(source, near.Length), sensor, near, chips.Room.State);
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public async Task A_chip_that_is_pulled_out_makes_every_point_bad_and_one_that_comes_back_is_read(string sensor, int address, bool wallClock, double[] near)
    {
        await using var chips = new RoomChips(wallClock);
        IPointSource source = chips.Open(sensor, address, Device);
        await chips.ReadAsync(source, near.Length);
        chips.Room.Board.SetI2cFault(VirtualBoard.OtherAdapter, address, I2cFault.Nack);

        PollBatch gone = await chips.ReadAsync(source, near.Length);

        Assert.True(gone.Failed);
        Assert.Equal(near.Length, gone.Count);
        Assert.All(gone.Readings.ToArray(), r => Assert.Equal((QualityReason.CommFailure, true), (r.Reason, double.IsNaN(r.Value))));
        Assert.Contains("no acknowledge", gone.Detail, StringComparison.Ordinal);
        chips.Room.Board.SetI2cFault(VirtualBoard.OtherAdapter, address, I2cFault.None);
        AssertTrue(await chips.ReadAsync(source, near.Length), sensor, near, chips.Room.State);
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public async Task A_chip_whose_supply_failed_tells_the_truth_or_nothing_and_the_truth_at_the_next_poll(string sensor, int address, bool wallClock, double[] near)
    {
        await using var chips = new RoomChips(wallClock);
        IPointSource source = chips.Open(sensor, address, Device);
        await chips.ReadAsync(source, near.Length);

        chips.Room.Board.PowerCycle(VirtualBoard.OtherAdapter, address);
        PollBatch first = await chips.ReadAsync(source, near.Length);

        Assert.False(first.Failed);
        if (first.Readings.ToArray().Any(r => r.Quality == Quality.Good))
            AssertTrue(first, sensor, near, chips.Room.State);
        else
            Assert.All(first.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
        AssertTrue(await chips.ReadAsync(source, near.Length), sensor, near, chips.Room.State);
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public async Task Nothing_is_read_for_a_caller_who_has_given_up(string sensor, int address, bool wallClock, double[] near)
    {
        await using var chips = new RoomChips(wallClock);
        IPointSource source = chips.Open(sensor, address, Device);
        var batch = new PollBatch(0, near.Select((_, i) => new PointId(i)));
        batch.Begin(Poll.Start);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await source.ReadAsync(batch, new CancellationToken(canceled: true)));
    }

    private static void AssertTrue(PollBatch batch, string sensor, double[] near, RoomState room)
    {
        double temperature = room.Probe(RoomProbe.Middle);
        double[] truth = sensor.Contains("ina219", StringComparison.Ordinal) ? [12.1, 1.85] : [temperature, room.ProbeHumidity(RoomProbe.Middle), 101_325];
        Assert.Null(batch.Detail);
        Assert.Equal(near.Length, batch.Count);
        for (int i = 0; i < near.Length; i++)
        {
            Assert.Equal(Quality.Good, batch.Readings[i].Quality);
            Assert.Equal(truth[i], batch.Readings[i].Value, near[i]);
        }
    }
}
