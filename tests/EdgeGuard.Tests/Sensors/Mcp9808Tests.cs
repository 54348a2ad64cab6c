using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using EdgeGuard.Simulator;
using EdgeGuard.Simulator.Physics;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

public class Mcp9808Tests
{
    /// <summary>0xC194 is the datasheet's own (DS25095A, page 26, figure 5-5: reading +25.25 °C); the others follow from register 5-4.</summary>
    [Theory]
    [InlineData(0xC194, 25.25)]
    [InlineData(0x0194, 25.25)]
    [InlineData(0x0000, 0)]
    [InlineData(0x1FFF, -0.0625)]
    [InlineData(0x3E6C, -25.25)]
    [InlineData(0x1D80, -40)]
    [InlineData(0xC7D0, 125)]
    public void Thirteen_bits_are_a_temperature_whatever_the_flags_above_say(int register, double degrees) =>
        Assert.Equal(degrees, Mcp9808.DegreesCelsius((ushort)register));

    [Theory]
    [InlineData(0x0054, 0x0200)]
    [InlineData(0x5449, 0x0400)]
    [InlineData(0xFFFF, 0xFFFF)]
    public async Task Another_chip_at_the_address_is_a_fault_and_not_a_temperature(int manufacturer, int device)
    {
        var registers = new FakeRegisters { Words = { [6] = manufacturer, [7] = device, [5] = 0x0194 } };
        var time = new FakeTimeProvider();
        using var sensor = new Mcp9808(registers.Device(), new PointId(0), time);

        PollBatch batch = await Poll.OnceAsync(sensor, time, 0);

        Assert.False(batch.Failed);
        Assert.Equal(QualityReason.SensorFault, batch.Readings[0].Reason);
        Assert.Contains("no MCP9808", batch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_temperature_beyond_what_it_measures_is_out_of_range()
    {
        var registers = new FakeRegisters { Words = { [6] = 0x0054, [7] = 0x0400, [5] = 0x0FFF } };
        var time = new FakeTimeProvider();
        using var sensor = new Mcp9808(registers.Device(), new PointId(0), time);

        Assert.Equal(QualityReason.OutOfRange, (await Poll.OnceAsync(sensor, time, 0)).Readings[0].Reason);
    }

    [Fact]
    public async Task The_zero_that_follows_a_failure_of_its_supply_is_never_a_reading()
    {
        await using var chips = new RoomChips();
        IPointSource sensor = chips.Open("mcp9808", VirtualBoard.Mcp9808Address);
        double truth = chips.Room.State.Probe(RoomProbe.Middle);
        Assert.Equal(truth, (await chips.ReadAsync(sensor, 1)).Readings[0].Value, 0.04);

        chips.Room.Board.PowerCycle(VirtualBoard.OtherAdapter, VirtualBoard.Mcp9808Address);
        Assert.Equal(QualityReason.SensorFault, (await chips.ReadAsync(sensor, 1)).Readings[0].Reason);

        PollBatch batch = await chips.ReadAsync(sensor, 1);
        Assert.Equal(truth, batch.Readings[0].Value, 0.04);
    }

    [Fact]
    public async Task A_chip_that_was_shut_down_is_woken_and_not_believed_meanwhile()
    {
        await using var chips = new RoomChips();
        IPointSource sensor = chips.Open("mcp9808", VirtualBoard.Mcp9808Address);
        await chips.ReadAsync(sensor, 1);
        using System.Device.I2c.I2cDevice other = chips.Room.OpenI2c(VirtualBoard.OtherAdapter, VirtualBoard.Mcp9808Address);
        other.Write([1, 0x01, 0x00]);

        Assert.Equal(QualityReason.SensorFault, (await chips.ReadAsync(sensor, 1)).Readings[0].Reason);
        Assert.Equal(Quality.Good, (await chips.ReadAsync(sensor, 1)).Readings[0].Quality);
    }
}
