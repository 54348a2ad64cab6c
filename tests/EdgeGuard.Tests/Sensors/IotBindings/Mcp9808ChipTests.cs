using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors.IotBindings;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

public class Mcp9808ChipTests
{
    /// <summary>0xC194 is the datasheet's own (DS25095A, page 26, figure 5-5).</summary>
    [Theory]
    [InlineData(0xC194, 25.25)]
    [InlineData(0x1FFF, -0.0625)]
    [InlineData(0x1D80, -40)]
    [InlineData(0xC7D0, 125)]
    public async Task Thirteen_bits_are_a_temperature_whatever_the_flags_above_say(int register, double degrees) =>
        Assert.Equal(degrees, (await ReadAsync(register)).Readings[0].Value);

    [Theory]
    [InlineData(0x0FFF, 0x0054, 0x0400, QualityReason.OutOfRange, "outside")]
    [InlineData(0xFFFF, 0x0054, 0x0400, QualityReason.SensorFault, "no measurement")]
    [InlineData(0x0194, 0x0054, 0x0200, QualityReason.SensorFault, "no MCP9808")]
    [InlineData(0x0194, 0x5449, 0x0400, QualityReason.SensorFault, "no MCP9808")]
    [InlineData(0x0194, 0x0054, 0x0401, QualityReason.SensorFault, "identify")]
    public async Task What_is_no_temperature_of_an_MCP9808_is_told(int ambient, int manufacturer, int device, QualityReason reason, string told)
    {
        PollBatch batch = await ReadAsync(ambient, manufacturer, device);

        Assert.False(batch.Failed);
        Assert.Equal(reason, batch.Readings[0].Reason);
        Assert.Contains(told, batch.Detail, StringComparison.Ordinal);
    }

    private static async Task<PollBatch> ReadAsync(int ambient, int manufacturer = 0x0054, int device = 0x0400)
    {
        var registers = new FakeRegisters { Words = { [6] = manufacturer, [7] = device, [5] = ambient } };
        var time = new FakeTimeProvider();
        using var chip = new Mcp9808Chip(registers.Device(), new PointId(0), time);
        return await Poll.OnceAsync(chip, time, 0);
    }
}
