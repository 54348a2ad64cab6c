using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors.IotBindings;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

public sealed class Ina219ChipTests : IDisposable
{
    private const int Configuration = 0, Shunt = 1, Bus = 2, AfterReset = 0x399F;

    private readonly ushort[] _registers = new ushort[6];
    private readonly FakeI2cDevice _device = new();
    private readonly Ina219Chip _chip;
    private int _selected;

    public Ina219ChipTests()
    {
        _device.OnWrite = Write;
        _device.OnRead = (_, _) => [(byte)(_registers[_selected] >> 8), (byte)_registers[_selected]];
        _chip = new Ina219Chip(_device, new PointId(0), new PointId(1));
    }

    public void Dispose() => _chip.Dispose();

    [Theory]
    [InlineData(12.0, 0.5)]
    [InlineData(26.0, 3.19)]
    [InlineData(24.0, -1.25)]
    [InlineData(0.0, 0.0)]
    [InlineData(5.0, -3.1999)]
    public async Task Voltage_and_current_of_both_directions_are_scaled_by_the_datasheet(double volts, double amperes)
    {
        Measure(volts, amperes);

        PollBatch batch = await ReadAsync();

        Assert.False(batch.Failed);
        Assert.Equal(volts, batch.Readings[0].Value, 0.002);
        Assert.Equal(amperes, batch.Readings[1].Value, 0.0001);
    }

    [Theory]
    [InlineData(3.2)]
    [InlineData(-3.2)]
    public async Task A_current_at_the_end_of_the_range_may_be_any_higher_one(double amperes)
    {
        Measure(12, amperes);

        PollBatch batch = await ReadAsync();

        Assert.Equal(Quality.Good, batch.Readings[0].Quality);
        Assert.Equal(QualityReason.OutOfRange, batch.Readings[1].Reason);
    }

    [Fact]
    public async Task A_chip_that_other_software_used_is_reset_before_the_first_reading_only()
    {
        _registers[Configuration] = 0x019F;
        Measure(12, 1);

        await ReadAsync();
        await ReadAsync();

        Assert.Equal(AfterReset, _registers[Configuration]);
        Assert.Single(_device.Written, w => w.Length == 3);
    }

    [Fact]
    public async Task A_chip_that_does_not_answer_makes_every_point_bad_and_one_that_comes_back_is_read()
    {
        Measure(12, 1);
        _device.OnWrite = _ => throw new IOException("no answer");

        PollBatch batch = await ReadAsync();

        Assert.True(batch.Failed);
        Assert.Equal(QualityReason.CommFailure, batch.Readings[1].Reason);
        _device.OnWrite = Write;
        Assert.Equal(1.0, (await ReadAsync()).Readings[1].Value, 0.0001);
    }

    private void Measure(double volts, double amperes)
    {
        _registers[Bus] = (ushort)((int)Math.Round(volts / 0.004) << 3);
        _registers[Shunt] = unchecked((ushort)(short)Math.Round(amperes * 0.1 / 1e-5));
    }

    private void Write(byte[] bytes)
    {
        _selected = bytes[0];
        if (bytes.Length == 3)
            _registers[_selected] = bytes is [Configuration, >= 0x80, _] ? (ushort)AfterReset : (ushort)(bytes[1] << 8 | bytes[2]);
    }

    private Task<PollBatch> ReadAsync() => Poll.OnceAsync(_chip, new FakeTimeProvider(), 0, 1);
}
