using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors.IotBindings;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

public class Bmx280ChipTests
{
    private const byte IsBme280 = 0x60, IsBmp280 = 0x58;

    /// <summary>519888 and 415148, of 20 bits each: Bosch's worked example, BST-BMP280-DS001, section 3.12: 25.08 degC and 100 653 Pa.</summary>
    private static readonly byte[] s_example = [0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x70, 0x00];

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_BMP280_gives_temperature_and_pressure_of_Boschs_worked_example()
    {
        using var chip = new Bmp280Chip(Chip(IsBmp280, s_example), new PointId(0), new PointId(1), _time);

        PollBatch batch = await Poll.OnceAsync(chip, _time, 0, 1);

        Assert.Null(batch.Detail);
        Assert.Equal(25.08, batch.Readings[0].Value, 0.01);
        Assert.Equal(100_653.3, batch.Readings[1].Value, 0.5);
    }

    [Fact]
    public async Task A_BME280_gives_the_same_and_a_humidity()
    {
        PollBatch batch = await ReadAsync(s_example);

        Assert.Equal([QualityReason.None, QualityReason.None, QualityReason.None], batch.Readings.ToArray().Select(r => r.Reason));
        Assert.Equal(25.08, batch.Readings[0].Value, 0.01);
        Assert.InRange(batch.Readings[1].Value, 20, 80);
        Assert.Equal(100_653.3, batch.Readings[2].Value, 0.5);
    }

    [Theory]
    [InlineData(IsBmp280, "no BME280 (chip id 0x58)")]
    [InlineData(0x61, "0x61")]
    public async Task Another_chip_is_told_by_its_id(int id, string told)
    {
        PollBatch batch = await ReadAsync(s_example, id);

        Assert.False(batch.Failed);
        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
        Assert.Contains(told, batch.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x80, 0, 0, 0x80, 0, 0, 0x80, 0 }, "measured nothing")]
    [InlineData(new byte[] { 0x65, 0x5A, 0xC0, 0, 0, 0, 0x70, 0x00 }, "temperature's element")]
    public async Task Without_a_temperature_there_is_nothing(byte[] data, string told)
    {
        PollBatch batch = await ReadAsync(data);

        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
        Assert.Contains(told, batch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_humidity_element_stuck_at_its_end_is_a_fault_and_leaves_the_others()
    {
        PollBatch batch = await ReadAsync([0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0xFF, 0xFF]);

        Assert.Equal([QualityReason.None, QualityReason.SensorFault, QualityReason.None], batch.Readings.ToArray().Select(r => r.Reason));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_chip_whose_trimming_the_binding_reads_wrong_is_told_and_not_read(int negative)
    {
        byte[] trimming = [0x6A, 0x01, 0x00, 0x14, 0x25, 0x03, 0x1E];
        trimming[negative] = 0xFF;

        PollBatch batch = await ReadAsync(s_example, trimming: trimming);

        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
        Assert.Contains("take sensor bme280", batch.Detail, StringComparison.Ordinal);
    }

    private async Task<PollBatch> ReadAsync(byte[] data, int id = IsBme280, byte[]? trimming = null)
    {
        using var chip = new Bme280Chip(Chip(id, data, trimming), new PointId(0), new PointId(1), new PointId(2), _time);
        return await Poll.OnceAsync(chip, _time, 0, 1, 2);
    }

    /// <summary>A forced measurement is over at once; trimming values are those of the worked example.</summary>
    private static FakeI2cDevice Chip(int id, byte[] data, byte[]? trimming = null)
    {
        byte[] registers = new byte[256];
        short[] words = [27504, 26435, -1000, unchecked((short)36477), -10685, 3024, 2855, 140, -7, 15500, -14600, 6000];
        words.SelectMany(w => new[] { (byte)w, (byte)(w >> 8) }).ToArray().CopyTo(registers, 0x88);
        registers[0xA1] = 75;
        (trimming ?? [0x6A, 0x01, 0x00, 0x14, 0x25, 0x03, 0x1E]).CopyTo(registers, 0xE1);
        registers[0xD0] = (byte)id;
        data.CopyTo(registers, 0xF7);
        byte selected = 0;
        return new FakeI2cDevice
        {
            OnWrite = bytes =>
            {
                selected = bytes[0];
                if (bytes.Length == 2)
                    registers[selected] = selected == 0xF4 ? (byte)(bytes[1] & 0xFC) : bytes[1];
            },
            OnRead = (written, count) => registers[(written is [var first, ..] ? first : selected)..][..count],
        };
    }
}
