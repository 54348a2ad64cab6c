using CsCheck;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

public sealed class Sht3xTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeI2cDevice _chip = new();
    private readonly Sht3x _sensor;
    private byte[] _answer = Answer(0x6666, 0x8000);

    public Sht3xTests()
    {
        _chip.OnRead = (_, _) => _answer;
        _sensor = new Sht3x(_chip, new PointId(0), new PointId(1), _time);
    }

    public void Dispose() => _sensor.Dispose();

    [Fact]
    public async Task A_measurement_is_scaled_by_the_datasheets_formulas()
    {
        PollBatch batch = await ReadAsync();

        Assert.False(batch.Failed);
        Assert.Equal(2, batch.Count);
        Assert.Equal(25.0, batch.Readings[0].Value, 0.001);
        Assert.Equal(50.0, batch.Readings[1].Value, 0.001);
        Assert.Equal([0x24, 0x00], _chip.Written[^1]);
    }

    [Fact]
    public async Task The_chip_is_not_read_before_its_measurement_is_done()
    {
        DateTimeOffset measured = default, read = default;
        _chip.OnWrite = command => measured = command[0] == 0x24 ? _time.GetUtcNow() : measured;
        _chip.OnRead = (_, _) =>
        {
            read = _time.GetUtcNow();
            return _answer;
        };

        await ReadAsync();

        Assert.True(read - measured >= TimeSpan.FromMilliseconds(15.5));
    }

    [Fact]
    public async Task A_wrong_checksum_makes_that_value_bad_and_leaves_the_other()
    {
        await ReadAsync();
        _answer[2] ^= 0x10;

        PollBatch batch = await ReadAsync();

        Assert.Equal((Quality.Bad, QualityReason.Crc), (batch.Readings[0].Quality, batch.Readings[0].Reason));
        Assert.True(double.IsNaN(batch.Readings[0].Value));
        Assert.Equal(Quality.Good, batch.Readings[1].Quality);
        Assert.False(batch.Failed);
        Assert.NotNull(batch.Detail);
    }

    [Fact]
    public async Task A_chip_that_does_not_answer_makes_every_point_bad()
    {
        _chip.OnWrite = _ => throw new IOException("Error 121 performing I2C data transfer.");

        PollBatch batch = await ReadAsync();

        Assert.True(batch.Failed);
        Assert.Equal(2, batch.Count);
        Assert.Equal(QualityReason.CommFailure, batch.Readings[1].Reason);
        Assert.Contains("121", batch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_that_comes_back_is_reset_and_read()
    {
        _chip.OnWrite = _ => throw new IOException("no answer");
        await ReadAsync();
        _chip.OnWrite = _ => { };
        _chip.Written.Clear();

        PollBatch batch = await ReadAsync();

        Assert.Equal(Quality.Good, batch.Readings[0].Quality);
        Assert.Equal(["3093", "30A2", "2400"], _chip.Written.Select(Convert.ToHexString));
        _chip.Written.Clear();
        await ReadAsync();
        Assert.Equal(["2400"], _chip.Written.Select(Convert.ToHexString));
    }

    [Fact]
    public async Task A_temperature_beyond_what_the_chip_measures_is_out_of_range()
    {
        _answer = Answer(0xFFFF, 0x8000);

        PollBatch batch = await ReadAsync();

        Assert.Equal(QualityReason.OutOfRange, batch.Readings[0].Reason);
        Assert.Equal(Quality.Good, batch.Readings[1].Quality);
    }

    [Fact]
    public async Task Cancellation_is_the_only_exception()
    {
        using var cancel = new CancellationTokenSource();
        var batch = new PollBatch(0, [new PointId(0), new PointId(1)]);
        batch.Begin(Poll.Start);
        ValueTask read = _sensor.ReadAsync(batch, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
    }

    [Fact]
    public void A_higher_code_is_never_a_lower_value() =>
        Gen.Select(Gen.UShort, Gen.UShort).Sample((a, b) =>
            Math.Sign(a - b) == Math.Sign(Sht3x.DegreesCelsius(a) - Sht3x.DegreesCelsius(b))
            && Math.Sign(a - b) == Math.Sign(Sht3x.PercentHumidity(a) - Sht3x.PercentHumidity(b)));

    private Task<PollBatch> ReadAsync() => Poll.OnceAsync(_sensor, _time, 0, 1);

    private static byte[] Answer(ushort temperature, ushort humidity)
    {
        byte[] bytes = [(byte)(temperature >> 8), (byte)temperature, 0, (byte)(humidity >> 8), (byte)humidity, 0];
        bytes[2] = Crc8.Compute(bytes.AsSpan(0, 2));
        bytes[5] = Crc8.Compute(bytes.AsSpan(3, 2));
        return bytes;
    }
}
