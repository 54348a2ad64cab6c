using System.Device.I2c;
using CsCheck;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Tests.Sensors;

public sealed class Sht3xTests : ClimateContract
{
    private const ushort HeaterOn = 0x2000, ResetSeen = 0x0010;

    public Sht3xTests() => Chip.OnRead = (_, count) => count == 3 ? Status() : Answer;

    private ushort StatusWord { get; set; }

    protected override ushort RawTemperature => 0x6666;

    protected override ushort RawHumidity => 0x8000;

    [Fact]
    public async Task A_measurement_is_a_single_shot_of_high_repeatability_without_clock_stretching()
    {
        await ReadAsync();

        Assert.Equal(["2400", "F32D"], Chip.Written.TakeLast(2).Select(Convert.ToHexString));
    }

    [Fact]
    public async Task The_chip_is_not_read_before_its_measurement_is_done()
    {
        DateTimeOffset measured = default, read = default;
        Chip.OnWrite = command => measured = command[0] == 0x24 ? Time.GetUtcNow() : measured;
        Chip.OnRead = (_, count) =>
        {
            read = count == 6 ? Time.GetUtcNow() : read;
            return count == 6 ? Answer : Status();
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
        Assert.Equal(["3093", "30A2", "3041", "2400", "F32D"], Chip.Written.Select(Convert.ToHexString));
        Chip.Written.Clear();
        await ReadAsync();
        Assert.Equal(["2400", "F32D"], Chip.Written.Select(Convert.ToHexString));
    }

    [Theory]
    [InlineData(0x0000, 0)]
    [InlineData(0xFFFF, 0)]
    [InlineData(0x0000, 1)]
    [InlineData(0xFFFF, 1)]
    public async Task A_word_at_an_end_of_the_scale_is_a_broken_element_and_no_reading(int raw, int which)
    {
        Answer = which == 0 ? Words((ushort)raw, RawHumidity) : Words(RawTemperature, (ushort)raw);

        PollBatch batch = await ReadAsync();

        Assert.False(batch.Failed);
        Assert.Equal(QualityReason.SensorFault, batch.Readings[which].Reason);
        Assert.Equal(Quality.Good, batch.Readings[1 - which].Quality);
    }

    [Fact]
    public async Task A_chip_that_heats_itself_is_a_fault_and_is_reset()
    {
        await ReadAsync();
        StatusWord = HeaterOn;
        PollBatch heated = await ReadAsync();
        StatusWord = 0;
        Chip.Written.Clear();

        PollBatch batch = await ReadAsync();

        Assert.False(heated.Failed);
        Assert.All(heated.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
        Assert.Contains("heater", heated.Detail, StringComparison.Ordinal);
        Assert.Contains("30A2", Chip.Written.Select(Convert.ToHexString));
        Assert.Equal(Quality.Good, batch.Readings[0].Quality);
    }

    [Fact]
    public async Task A_chip_that_was_reset_measures_well_and_says_so()
    {
        await ReadAsync();
        StatusWord = ResetSeen;
        Chip.Written.Clear();

        PollBatch batch = await ReadAsync();

        Assert.Equal(Quality.Good, batch.Readings[0].Quality);
        Assert.Contains("reset", batch.Detail, StringComparison.Ordinal);
        Assert.Equal("3041", Convert.ToHexString(Chip.Written[^1]));
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

    private byte[] Status()
    {
        byte[] word = [(byte)(StatusWord >> 8), (byte)StatusWord, 0];
        word[2] = Crc8.Compute(word.AsSpan(0, 2));
        return word;
    }
}
