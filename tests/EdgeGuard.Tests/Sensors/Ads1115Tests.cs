using CsCheck;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

public class Ads1115Tests
{
    /// <summary>4-20 mA over 150 Ω is 0 to 50 degC.</summary>
    private static readonly ChannelConfig Current = new()
    {
        Input = 0,
        Signal = "env.temperature",
        Unit = "degC",
        VoltsLow = 0.6,
        VoltsHigh = 3.0,
        Low = 0,
        High = 50,
        FaultBelowVolts = 0.54,
        FaultAboveVolts = 3.15,
    };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Twelve_milliamperes_are_the_middle_of_the_scale()
    {
        Reading reading = await ReadAsync(Current, new FakeAds1115 { Volts = 1.8 });

        Assert.Equal(Quality.Good, reading.Quality);
        Assert.Equal(25.0, reading.Value, 0.01);
    }

    [Theory]
    [InlineData(0, 3.0, 3.15, 0xC383)]
    [InlineData(1, 3.0, 3.15, 0xD383)]
    [InlineData(3, 2.0, null, 0xF583)]
    [InlineData(2, 5.0, null, 0xE183)]
    [InlineData(0, 4.096, null, 0xC183)]
    [InlineData(0, 0.25, null, 0xCB83)]
    public void The_range_is_the_finest_that_still_tells_the_highest_voltage(int input, double high, double? fault, int command)
    {
        var channel = new Ads1115Channel(new PointId(0), Current with { Input = input, VoltsLow = 0, VoltsHigh = high, FaultBelowVolts = null, FaultAboveVolts = fault });

        Assert.Equal(command, channel.StartCommand);
    }

    [Theory]
    [InlineData(0.53, QualityReason.SensorFault)]
    [InlineData(3.2, QualityReason.SensorFault)]
    [InlineData(0.55, QualityReason.None)]
    [InlineData(3.1, QualityReason.None)]
    public async Task A_voltage_beyond_the_fault_limits_is_a_broken_sensor(double volts, QualityReason reason)
    {
        Reading reading = await ReadAsync(Current, new FakeAds1115 { Volts = volts });

        Assert.Equal(reason, reading.Reason);
    }

    [Fact]
    public async Task A_saturated_input_without_fault_limits_is_out_of_range()
    {
        ChannelConfig open = Current with { FaultBelowVolts = null, FaultAboveVolts = null };

        Reading reading = await ReadAsync(open, new FakeAds1115 { Volts = 9 });

        Assert.Equal(QualityReason.OutOfRange, reading.Reason);
    }

    [Fact]
    public async Task A_chip_that_lost_its_power_is_a_fault_and_not_a_value()
    {
        Reading reading = await ReadAsync(Current, new FakeAds1115 { Volts = 1.8, LosesPower = true });

        Assert.Equal(QualityReason.SensorFault, reading.Reason);
    }

    [Fact]
    public async Task A_slow_conversion_is_waited_for()
    {
        Reading reading = await ReadAsync(Current, new FakeAds1115 { Volts = 1.8, BusyLooks = 3 });

        Assert.Equal(Quality.Good, reading.Quality);
    }

    [Fact]
    public async Task A_conversion_that_never_ends_is_a_fault()
    {
        Reading reading = await ReadAsync(Current, new FakeAds1115 { Volts = 1.8, BusyLooks = int.MaxValue });

        Assert.Equal(QualityReason.SensorFault, reading.Reason);
    }

    [Fact]
    public async Task A_chip_that_does_not_answer_fails_the_poll_for_all_channels()
    {
        var chip = new FakeI2cDevice { OnWrite = bytes => throw new IOException("no answer") };
        using var converter = new Ads1115(chip, [new Ads1115Channel(new PointId(0), Current), new Ads1115Channel(new PointId(1), Current with { Input = 1 })], _time);

        PollBatch batch = await Poll.OnceAsync(converter, _time, 0, 1);

        Assert.True(batch.Failed);
        Assert.Equal(2, batch.Count);
        Assert.Equal(QualityReason.CommFailure, batch.Readings[1].Reason);
    }

    [Fact]
    public async Task Degrees_Fahrenheit_become_degrees_Celsius()
    {
        Reading reading = await ReadAsync(Current with { Unit = "degF", Low = 32, High = 212 }, new FakeAds1115 { Volts = 1.8 });

        Assert.Equal(50.0, reading.Value, 0.01);
    }

    [Fact]
    public void An_unknown_unit_is_refused_with_the_known_ones()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new Ads1115Channel(new PointId(0), Current with { Unit = "C" }));

        Assert.Contains("degC", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scaling_is_monotone_and_meets_both_ends()
    {
        Gen<double> volts = Gen.Double[0, 5];
        Gen.Select(volts, volts, Gen.Double[-100, 100], Gen.Double[0.1, 100], volts, Gen.Double[0.1, 5]).Sample((a, b, low, span, from, width) =>
        {
            var channel = new Ads1115Channel(new PointId(0), Current with { VoltsLow = from, VoltsHigh = from + width, Low = low, High = low + span });
            Assert.True(a <= b == channel.Scale(a) <= channel.Scale(b) || Math.Abs(a - b) < 1e-9);
            Assert.Equal(low, channel.Scale(from), 1e-9);
            Assert.Equal(low + span, channel.Scale(from + width), 1e-9);
        });
    }

    private async Task<Reading> ReadAsync(ChannelConfig config, FakeAds1115 state)
    {
        using var converter = new Ads1115(state.Device(), [new Ads1115Channel(new PointId(0), config)], _time);
        PollBatch batch = await Poll.OnceAsync(converter, _time, 0);
        Assert.False(batch.Failed);
        return Assert.Single(batch.Readings.ToArray());
    }
}
