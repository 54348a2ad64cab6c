using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using EdgeGuard.Simulator;
using EdgeGuard.Simulator.Board;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Gateway.Tests.Sensors;

public sealed class Sht4xTests : ClimateContract
{
    protected override ushort RawTemperature => 0x6666;

    protected override ushort RawHumidity => 0x72B0;

    /// <summary>The ends of the datasheet's two formulas, section 4.6: beyond 0 and 100 %RH the humidity is cropped.</summary>
    [Theory]
    [InlineData(0x0000, -45, 0)]
    [InlineData(0x0C49, -36.6, 0)]
    [InlineData(0x8000, 42.501, 56.501)]
    [InlineData(0xD917, 103.40, 100)]
    [InlineData(0xFFFF, 130, 100)]
    public void The_formulas_are_those_of_the_datasheet(int raw, double degrees, double percent)
    {
        Assert.Equal(degrees, Sht4x.DegreesCelsius((ushort)raw), 0.01);
        Assert.Equal(percent, Sht4x.PercentHumidity((ushort)raw), 0.01);
    }

    [Theory]
    [InlineData(0x0000, 0)]
    [InlineData(0xFFFF, 0)]
    [InlineData(0x0000, 1)]
    [InlineData(0xFFFF, 1)]
    public async Task A_word_at_an_end_of_the_scale_is_a_broken_element_and_no_reading(int raw, int which)
    {
        await ReadAsync();
        Answer = which == 0 ? Words((ushort)raw, RawHumidity) : Words(RawTemperature, (ushort)raw);

        PollBatch batch = await ReadAsync();

        Assert.False(batch.Failed);
        Assert.Equal(QualityReason.SensorFault, batch.Readings[which].Reason);
        Assert.Equal(Quality.Good, batch.Readings[1 - which].Quality);
    }

    [Fact]
    public async Task The_chip_is_known_by_its_serial_number_and_the_heater_is_never_asked_for()
    {
        await ReadAsync();
        await ReadAsync();

        Assert.Equal(["94", "89", "FD", "FD"], Chip.Written.Select(Convert.ToHexString));
    }

    [Fact]
    public async Task Another_chip_in_the_same_place_is_told()
    {
        using var sensor = new Sht4x(Chip, new PointId(0), new PointId(1), Time);
        await Poll.OnceAsync(sensor, Time, 0, 1);
        Assert.Equal(0x6666_72B0u, sensor.SerialNumber);
        Chip.OnWrite = _ => throw new IOException("no answer");
        await Poll.OnceAsync(sensor, Time, 0, 1);
        Chip.OnWrite = _ => { };
        Answer = Words(0x6667, RawHumidity);

        PollBatch batch = await Poll.OnceAsync(sensor, Time, 0, 1);

        Assert.Equal(0x6667_72B0u, sensor.SerialNumber);
        Assert.Contains("666672B0", batch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rooms_chip_is_read_and_its_faults_are_told_apart()
    {
        await using var chips = new RoomChips();
        IPointSource sensor = chips.Open("sht4x", VirtualBoard.Sht4xAddress);

        PollBatch batch = await chips.ReadAsync(sensor, 2);

        Assert.Equal(chips.Room.State.Probe(RoomProbe.Middle), batch.Readings[0].Value, 0.01);
        Assert.Equal(chips.Room.State.ProbeHumidity(RoomProbe.Middle), batch.Readings[1].Value, 0.01);
        chips.Room.Board.SetI2cFault(VirtualBoard.OtherAdapter, VirtualBoard.Sht4xAddress, I2cFault.BadChecksum);
        Assert.Equal(QualityReason.Crc, (await chips.ReadAsync(sensor, 2)).Readings[0].Reason);
        chips.Room.Board.SetI2cFault(VirtualBoard.OtherAdapter, VirtualBoard.Sht4xAddress, I2cFault.Nack);
        Assert.True((await chips.ReadAsync(sensor, 2)).Failed);
    }

    private protected override IPointSource Make(I2cDevice chip, PointId temperature, PointId humidity, TimeProvider time) =>
        new Sht4x(chip, temperature, humidity, time);
}
