using System.Device.I2c;
using CsCheck;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Tests.Sensors;

public sealed class Sht3xTests : ClimateContract
{
    protected override ushort RawTemperature => 0x6666;

    protected override ushort RawHumidity => 0x8000;

    [Fact]
    public async Task A_measurement_is_a_single_shot_of_high_repeatability_without_clock_stretching()
    {
        await ReadAsync();

        Assert.Equal([0x24, 0x00], Chip.Written[^1]);
    }

    [Fact]
    public async Task The_chip_is_not_read_before_its_measurement_is_done()
    {
        DateTimeOffset measured = default, read = default;
        Chip.OnWrite = command => measured = command[0] == 0x24 ? Time.GetUtcNow() : measured;
        Chip.OnRead = (_, _) =>
        {
            read = Time.GetUtcNow();
            return Answer;
        };

        await ReadAsync();

        Assert.True(read - measured >= TimeSpan.FromMilliseconds(15.5));
    }

    [Fact]
    public async Task A_chip_that_comes_back_is_reset_and_read()
    {
        Chip.OnWrite = _ => throw new IOException("no answer");
        await ReadAsync();
        Chip.OnWrite = _ => { };
        Chip.Written.Clear();

        PollBatch batch = await ReadAsync();

        Assert.Equal(Quality.Good, batch.Readings[0].Quality);
        Assert.Equal(["3093", "30A2", "2400"], Chip.Written.Select(Convert.ToHexString));
        Chip.Written.Clear();
        await ReadAsync();
        Assert.Equal(["2400"], Chip.Written.Select(Convert.ToHexString));
    }

    [Fact]
    public async Task Cancellation_ends_a_measurement()
    {
        using var cancel = new CancellationTokenSource();
        var batch = new PollBatch(0, [new PointId(0), new PointId(1)]);
        batch.Begin(Poll.Start);
        using var sensor = new Sht3x(new FakeI2cDevice(), new PointId(0), new PointId(1), Time);
        ValueTask read = sensor.ReadAsync(batch, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
    }

    [Fact]
    public void A_higher_code_is_never_a_lower_value() =>
        Gen.Select(Gen.UShort, Gen.UShort).Sample((a, b) =>
            Math.Sign(a - b) == Math.Sign(Sht3x.DegreesCelsius(a) - Sht3x.DegreesCelsius(b))
            && Math.Sign(a - b) == Math.Sign(Sht3x.PercentHumidity(a) - Sht3x.PercentHumidity(b)));

    private protected override IPointSource Make(I2cDevice chip, PointId temperature, PointId humidity, TimeProvider time) =>
        new Sht3x(chip, temperature, humidity, time);
}
