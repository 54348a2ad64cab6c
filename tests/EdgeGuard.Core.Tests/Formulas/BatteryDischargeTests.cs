using CsCheck;
using EdgeGuard.Core.Formulas;

namespace EdgeGuard.Core.Tests.Formulas;

/// <summary>Numbers from domain section 4.5, and from a scan in Python that goes up in steps of 0.036 s until the capacity no longer suffices.</summary>
public class BatteryDischargeTests
{
    [Theory]
    [InlineData(500, 50, 25, 10)]
    [InlineData(500, 100, 25, 3.9375)]
    [InlineData(400, 150, 25, 1.34884)]
    [InlineData(470, 50, 35, 9.16435)]
    [InlineData(500, 250, 25, 1.0)]
    [InlineData(500, 50, 5, 7.86096)]
    [InlineData(500, 52, 5, 7.46192)]
    [InlineData(300, 120, 10, 1.0)]
    [InlineData(1000, 85, 15, 11.05882)]
    [InlineData(600, 300, 12, 0.91004)]
    [InlineData(900, 40, -5, 18.45)]
    [InlineData(200, 180, 20, 0.38617)]
    public void The_hours_are_those_of_the_first_crossing(double capacity, double current, double temperature, double hours) =>
        Assert.Equal(hours, BatteryDischarge.Hours(current, capacity, temperature, 1), 2e-5);

    [Theory]
    [InlineData(50, 10, 5, 1.25, 710.2273)]
    [InlineData(100, 1, 25, 1, 222.2222)]
    [InlineData(100, 0.75, 15, 1.25, 219.2982)]
    [InlineData(30, 20, 15, 1.25, 797.8723)]
    [InlineData(80, 3.5, 20, 1, 378.7879)]
    public void The_capacity_is_that_of_the_standard(double current, double hours, double temperature, double k, double capacity) =>
        Assert.Equal(capacity, BatteryDischarge.RequiredCapacity(current, hours, temperature, k), 4);

    [Fact]
    public void For_every_shorter_time_the_capacity_suffices_and_just_beyond_it_does_not() =>
        Gen.Select(Gen.Double[1, 400], Gen.Double[50, 3000], Gen.Double[-10, 45], Gen.Double[0, 1]).Sample((current, capacity, temperature, share) =>
        {
            double hours = BatteryDischarge.Hours(current, capacity, temperature, 1);
            Assert.True(BatteryDischarge.RequiredCapacity(current, hours * share * 0.999999, temperature, 1) <= capacity);
            Assert.True(BatteryDischarge.RequiredCapacity(current, hours * 1.000001 + 1e-9, temperature, 1) > capacity);
        });

    [Fact]
    public void Without_a_load_it_lasts_for_ever_and_without_a_battery_not_at_all()
    {
        Assert.Equal(double.PositiveInfinity, BatteryDischarge.Hours(0, 500, 25, 1));
        Assert.Equal(0, BatteryDischarge.Hours(10, 0, 25, 1));
    }
}
