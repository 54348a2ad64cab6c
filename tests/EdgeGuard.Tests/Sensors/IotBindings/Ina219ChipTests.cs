using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors.IotBindings;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

public sealed class Ina219ChipTests
{
    private const byte Configuration = 0, Shunt = 1, Bus = 2;

    private readonly FakeTimeProvider _time = new();

    /// <summary>SBOS448F, page 24, table 3: 20 mV over 2 mΩ and 11.98 V, shunt 07D0h, bus 5D98h.</summary>
    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, -10)]
    public async Task The_worked_example_of_the_datasheet_gives_10_A_and_11_98_V(bool reverse, double amperes)
    {
        PollBatch batch = await ReadAsync(0x07D0, 0x5D98, new ShuntConfig { Ohms = 0.002, MaxAmperes = 32, Reverse = reverse });

        Assert.Equal(11.98, batch.Readings[0].Value, 1e-9);
        Assert.Equal(amperes, batch.Readings[1].Value, 1e-9);
    }

    [Theory]
    [InlineData(26.0, 3.19)]
    [InlineData(24.0, -1.25)]
    [InlineData(0.0, 0.0)]
    [InlineData(5.0, -3.1999)]
    public async Task Voltages_that_the_binding_takes_for_negative_and_currents_that_it_takes_for_huge_are_put_right(double volts, double amperes)
    {
        PollBatch batch = await ReadAsync(
            (int)Math.Round(amperes * 0.1 / 1e-5), (int)Math.Round(volts / 0.004) << 3, new ShuntConfig { Ohms = 0.1, MaxAmperes = 3.2 });

        Assert.Equal(volts, batch.Readings[0].Value, 0.002);
        Assert.Equal(amperes, batch.Readings[1].Value, 0.0001);
    }

    [Theory]
    [InlineData(32_000)]
    [InlineData(-32_000)]
    public async Task A_current_at_the_end_of_the_range_may_be_any_higher_one(int shunt)
    {
        PollBatch batch = await ReadAsync(shunt, 0x5D98, new ShuntConfig { Ohms = 0.1, MaxAmperes = 3.2 });

        Assert.Equal(Quality.Good, batch.Readings[0].Quality);
        Assert.Equal(QualityReason.OutOfRange, batch.Readings[1].Reason);
    }

    [Fact]
    public async Task Another_chip_at_the_address_is_a_fault_and_not_a_voltage()
    {
        PollBatch batch = await ReadAsync(0x07D0, 0x5D98, new ShuntConfig { Ohms = 0.1, MaxAmperes = 3.2 }, afterReset: 0x4127);

        Assert.False(batch.Failed);
        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
        Assert.Contains("no INA219", batch.Detail, StringComparison.Ordinal);
    }

    private async Task<PollBatch> ReadAsync(int shunt, int bus, ShuntConfig config, int afterReset = 0x399F)
    {
        var registers = new FakeRegisters { Words = { [Shunt] = shunt, [Bus] = bus } };
        registers.Wrote = (register, value) =>
        {
            if (register == Configuration && value == 0x8000)
                registers.Words[Configuration] = afterReset;
        };
        registers.Words[Configuration] = 0x019F;
        using var chip = new Ina219Chip(registers.Device(), new PointId(0), new PointId(1), config, _time);
        return await Poll.OnceAsync(chip, _time, 0, 1);
    }
}
