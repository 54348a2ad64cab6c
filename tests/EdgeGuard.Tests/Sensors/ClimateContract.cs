using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

/// <summary>What every chip of Sensirion does that answers with temperature and humidity, each with a checksum.</summary>
public abstract class ClimateContract : IDisposable
{
    private readonly IPointSource _sensor;

    protected ClimateContract()
    {
        Answer = Words(RawTemperature, RawHumidity);
        Chip.OnRead = (_, _) => Answer;
        _sensor = Make(Chip, new PointId(0), new PointId(1), Time);
    }

    private protected FakeTimeProvider Time { get; } = new();

    private protected FakeI2cDevice Chip { get; } = new();

    protected byte[] Answer { get; set; }

    /// <summary>What the chip says at 25 degC.</summary>
    protected abstract ushort RawTemperature { get; }

    /// <summary>What the chip says at 50 %RH.</summary>
    protected abstract ushort RawHumidity { get; }

    public void Dispose()
    {
        ((IDisposable)_sensor).Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_measurement_is_scaled_by_the_datasheets_formulas()
    {
        PollBatch batch = await ReadAsync();

        Assert.False(batch.Failed);
        Assert.Equal(2, batch.Count);
        Assert.Equal(25.0, batch.Readings[0].Value, 0.001);
        Assert.Equal(50.0, batch.Readings[1].Value, 0.001);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_wrong_checksum_makes_that_value_bad_and_leaves_the_other(int wrong)
    {
        await ReadAsync();
        Answer[3 * wrong + 2] ^= 0x10;

        PollBatch batch = await ReadAsync();

        Reading bad = batch.Readings[wrong];
        Assert.Equal((Quality.Bad, QualityReason.Crc), (bad.Quality, bad.Reason));
        Assert.True(double.IsNaN(bad.Value));
        Assert.Equal(Quality.Good, batch.Readings[1 - wrong].Quality);
        Assert.False(batch.Failed);
        Assert.NotNull(batch.Detail);
    }

    [Fact]
    public async Task A_chip_that_does_not_answer_makes_every_point_bad()
    {
        Chip.OnWrite = _ => throw new IOException("Error 121 performing I2C data transfer.");

        PollBatch batch = await ReadAsync();

        Assert.True(batch.Failed);
        Assert.Equal(2, batch.Count);
        Assert.Equal(QualityReason.CommFailure, batch.Readings[1].Reason);
        Assert.Contains("121", batch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_that_is_pulled_out_and_comes_back_is_set_up_and_read()
    {
        await ReadAsync();
        Chip.OnWrite = _ => throw new IOException("no answer");
        Assert.True((await ReadAsync()).Failed);
        Chip.OnWrite = _ => { };
        Chip.Written.Clear();

        PollBatch batch = await ReadAsync();

        Assert.Equal(Quality.Good, batch.Readings[0].Quality);
        int afterReturn = Chip.Written.Count;
        await ReadAsync();
        Assert.True(Chip.Written.Count - afterReturn < afterReturn);
    }

    [Fact]
    public async Task A_temperature_beyond_what_the_chip_measures_is_out_of_range()
    {
        Answer = Words(0xFFF0, RawHumidity);

        PollBatch batch = await ReadAsync();

        Assert.Equal(QualityReason.OutOfRange, batch.Readings[0].Reason);
        Assert.Equal(Quality.Good, batch.Readings[1].Quality);
    }

    [Fact]
    public async Task Nothing_is_read_for_a_caller_who_has_given_up()
    {
        var batch = new PollBatch(0, [new PointId(0), new PointId(1)]);
        batch.Begin(Poll.Start);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _sensor.ReadAsync(batch, new CancellationToken(canceled: true)));
    }

    private protected abstract IPointSource Make(I2cDevice chip, PointId temperature, PointId humidity, TimeProvider time);

    private protected Task<PollBatch> ReadAsync() => Poll.OnceAsync(_sensor, Time, 0, 1);

    private protected static byte[] Words(ushort temperature, ushort humidity)
    {
        byte[] bytes = [(byte)(temperature >> 8), (byte)temperature, 0, (byte)(humidity >> 8), (byte)humidity, 0];
        bytes[2] = Crc8.Compute(bytes.AsSpan(0, 2));
        bytes[5] = Crc8.Compute(bytes.AsSpan(3, 2));
        return bytes;
    }
}
