using EdgeGuard.Core.Formulas;

namespace EdgeGuard.Core.Tests.Formulas;

/// <summary>Numbers from domain section 4.4, and from a Runge-Kutta integration of dθ/dt = (x − θ)/τ in Python with 20,000 steps.</summary>
public class ThermalCurveTests
{
    [Fact]
    public void An_hour_of_changing_load_heats_and_cools_as_the_specification_says()
    {
        double theta = ThermalCurve.Step(0, ThermalCurve.Load(120, 100, 1.05), 900, 1800);
        Assert.Equal(0.513919, theta, 6);
        theta = ThermalCurve.Step(theta, ThermalCurve.Load(60, 100, 1.05), 900, 1800);
        Assert.Equal(0.440187, theta, 6);
        theta = ThermalCurve.Step(theta, ThermalCurve.Load(150, 100, 1.05), 300, 1800);
        Assert.Equal(0.685913, theta, 6);
    }

    [Theory]
    [InlineData(0, 100, 100, 1.05, 10800, 1800, 0.904781177)]
    [InlineData(0.2, 80, 80, 1.1, 600, 1200, 0.446487405)]
    [InlineData(0.9, 0, 100, 1.05, 2700, 1800, 0.200817144)]
    public void A_step_is_what_integrating_gives(
        double theta, double current, double baseCurrent, double k, double seconds, double tau, double expected) =>
        Assert.Equal(expected, ThermalCurve.Step(theta, ThermalCurve.Load(current, baseCurrent, k), seconds, tau), 8);

    [Fact]
    public void Many_small_steps_are_one_large_one()
    {
        double theta = 0.1;
        for (int i = 0; i < 1000; i++)
            theta = ThermalCurve.Step(theta, 1.7, 3, 1800);
        Assert.Equal(ThermalCurve.Step(0.1, 1.7, 3000, 1800), theta, 12);
    }

    [Theory]
    [InlineData(0, 150, 100, 0.9, 1800, 1046.89)]
    [InlineData(0, 150, 100, 1.0, 1800, 1212.02)]
    [InlineData(0.5, 120, 100, 1.0, 1800, 1742.85)]
    [InlineData(0.907, 110, 100, 1.0, 1800, 1205.59)]
    [InlineData(0.3, 200, 160, 0.95, 900, 784.60)]
    public void The_time_to_a_target_is_what_integrating_gives(
        double theta, double current, double baseCurrent, double target, double tau, double expected) =>
        Assert.Equal(expected, ThermalCurve.TimeTo(theta, ThermalCurve.Load(current, baseCurrent, 1.05), target, tau), 2);

    [Fact]
    public void The_rated_current_never_trips()
    {
        double load = ThermalCurve.Load(100, 100, 1.05);
        Assert.Equal(0.907, load, 3);
        Assert.Equal(double.PositiveInfinity, ThermalCurve.TimeTo(0.9, load, 1, 1800));
    }

    [Fact]
    public void A_fault_current_counts_as_eight_times_the_base() =>
        Assert.Equal(64, ThermalCurve.Load(5000, 100, 1.05));

    [Fact]
    public void What_is_reached_is_no_time_away() =>
        Assert.Equal(0, ThermalCurve.TimeTo(1.01, 0.3, 1, 1800));
}
