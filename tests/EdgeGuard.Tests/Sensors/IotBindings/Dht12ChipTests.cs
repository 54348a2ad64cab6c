using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors.IotBindings;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

public class Dht12ChipTests
{
    [Theory]
    [InlineData(55, 3, 24, 6, 55.3, 24.6)]
    [InlineData(40, 0, 5, 0x82, 40.0, -5.2)]
    public async Task Whole_and_tenth_are_a_value(int wholePercent, int tenthPercent, int wholeDegrees, int tenthDegrees, double percent, double degrees)
    {
        PollBatch batch = await ReadAsync(Sealed(wholePercent, tenthPercent, wholeDegrees, tenthDegrees));

        Assert.Null(batch.Detail);
        Assert.Equal(degrees, batch.Readings[0].Value, 1e-9);
        Assert.Equal(percent, batch.Readings[1].Value, 1e-9);
    }

    [Theory]
    [InlineData(new byte[] { 55, 3, 24, 6, 89 }, QualityReason.Crc)]
    [InlineData(new byte[] { 0, 0, 0, 0, 0 }, QualityReason.SensorFault)]
    [InlineData(new byte[] { 110, 0, 90, 0, 200 }, QualityReason.OutOfRange)]
    public async Task What_is_no_measurement_is_bad_and_has_its_reason(byte[] answer, QualityReason reason)
    {
        PollBatch batch = await ReadAsync(answer);

        Assert.False(batch.Failed);
        Assert.All(batch.Readings.ToArray(), r => Assert.Equal((Quality.Bad, reason), (r.Quality, r.Reason)));
    }

    [Fact]
    public async Task A_read_that_fails_after_a_good_one_is_bad_and_not_the_value_before()
    {
        byte[] answer = Sealed(55, 3, 24, 6);
        var device = new FakeI2cDevice { OnRead = (_, _) => answer };
        var time = new FakeTimeProvider();
        using var chip = new Dht12Chip(device, new PointId(0), new PointId(1), time);
        Assert.Equal(Quality.Good, (await Poll.OnceAsync(chip, time, 0, 1)).Readings[0].Quality);
        answer = [55, 3, 24, 6, 0];

        Assert.Equal(QualityReason.Crc, (await Poll.OnceAsync(chip, time, 0, 1)).Readings[0].Reason);
        device.OnWrite = _ => throw new IOException("no answer");
        Assert.True((await Poll.OnceAsync(chip, time, 0, 1)).Failed);
    }

    private static byte[] Sealed(int a, int b, int c, int d) => [(byte)a, (byte)b, (byte)c, (byte)d, (byte)(a + b + c + d)];

    private static async Task<PollBatch> ReadAsync(byte[] answer)
    {
        var time = new FakeTimeProvider();
        using var chip = new Dht12Chip(new FakeI2cDevice { OnRead = (_, _) => answer }, new PointId(0), new PointId(1), time);
        return await Poll.OnceAsync(chip, time, 0, 1);
    }
}
