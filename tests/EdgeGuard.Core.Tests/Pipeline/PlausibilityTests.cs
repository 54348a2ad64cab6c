using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Pipeline;

public class PlausibilityTests
{
    private static readonly GatewayModel s_model = ModelBuilder.Build(
        [
            new DeviceSpec("d", new Words("设备", "Device"), TimeSpan.FromSeconds(10), 2,
                [new PointSpec("t", null, null, Unit.DegreeCelsius, new Words("温度", "Temperature"), new Dictionary<int, Words>()) { MaxRate = 30 }]),
        ],
        RuleSet.Plain(), Language.En, new Core.Configuration.TelemetryConfig());

    private readonly GatewayPipeline _pipeline = new(s_model);

    /// <summary>At 30 K a minute 5 K in ten seconds may be true and 5.1 K may not.</summary>
    [Theory]
    [InlineData(27.0, Quality.Good)]
    [InlineData(27.1, Quality.Bad)]
    [InlineData(16.9, Quality.Bad)]
    public void A_change_is_believed_up_to_what_physics_allows(double next, Quality quality)
    {
        Read(0, 22);

        Assert.Equal(quality, Read(10, next).Quality);
    }

    [Fact]
    public void A_spike_of_two_samples_is_left_out_and_the_third_in_a_row_is_believed()
    {
        Read(0, 22);

        Assert.Equal(QualityReason.Implausible, Read(10, 85).Reason);
        Assert.Equal(QualityReason.Implausible, Read(20, 85).Reason);
        Assert.Equal(85, Read(30, 85).Value);
    }

    [Fact]
    public void After_a_single_spike_the_value_goes_on_and_no_alarm_of_bad_data_comes()
    {
        for (int t = 0; t < 600; t += 10)
            Read(t, t % 30 == 0 ? 85 : 22.0);

        Assert.DoesNotContain(_pipeline.Standing(), a => a.Alarm.Rule.Id == "invalid");
    }

    [Fact]
    public void A_longer_absence_allows_a_larger_change()
    {
        Read(0, 22);

        Assert.Equal(Quality.Good, Read(60, 50).Quality);
    }

    private Reading Read(int second, double value)
    {
        var at = new MonotonicTime(1, TimeSpan.FromSeconds(second));
        PointId point = s_model.Devices[0].Points[0];
        _pipeline.Apply(new PollInput(at, 0, new[] { Reading.Good(point, value, at) }));
        return _pipeline[point].Latest;
    }
}
