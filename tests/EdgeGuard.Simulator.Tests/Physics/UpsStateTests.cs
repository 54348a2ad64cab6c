using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Tests.Physics;

public class UpsStateTests
{
    [Fact]
    public void It_carries_its_load_on_battery_about_as_long_as_it_says_and_then_stops()
    {
        UpsState ups = Fresh().Step(true, 1500, 23, 1);
        Assert.Equal(62.5, ups.LoadPercent, 1e-9);
        double promised = ups.Runtime;
        int seconds = 0;
        bool low = false;
        while (seconds < 7200)
        {
            ups = ups.Step(false, 1500, 23, 1);
            if (ups.Mode == UpsMode.Off)
                break;
            low |= ups.BatteryLow;
            seconds++;
        }

        Assert.InRange(seconds, promised * 0.95, promised * 1.05);
        Assert.InRange(seconds, 20 * 60, 60 * 60);
        Assert.Equal(0, ups.OutputVoltage);
        Assert.Equal(UpsMode.Normal, ups.Step(true, 1500, 23, 1).Mode);
        Assert.True(low, "the end was announced");
    }

    [Fact]
    public void Its_battery_gives_the_load_and_the_inverters_loss()
    {
        UpsState ups = Fresh().Step(false, 1500, 23, 1);
        Assert.Equal(1500 / 0.93, ups.BatteryVoltage * -ups.BatteryCurrent, 1e-6);
        Assert.Equal(0, ups.InputPower);
    }

    private static UpsState Fresh() => new() { Battery = new VrlaBattery(36, 36, 1, 25) };
}
