using EdgeGuard.Core.Formulas;

namespace EdgeGuard.Core.Tests.Formulas;

public class SmallFormulaTests
{
    [Theory]
    [InlineData(10, 10, 16, 33.33333)]
    [InlineData(20, 0, 10, 100)]
    [InlineData(231, 229, 265, 9.65517)]
    [InlineData(7, 7, 7, 0)]
    [InlineData(0, 0, 0, 0)]
    public void An_imbalance_is_the_largest_departure_from_the_average(double a, double b, double c, double percent) =>
        Assert.Equal(percent, PhaseBalance.Imbalance(a, b, c), 5);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(25, 3)]
    public void Ten_modules_have_one_spare(double modules, double spares) => Assert.Equal(spares, Redundancy.Spares(modules));

    // By hand: 2^(5/10) = √2; exp(ln 2 · 17.5/10); both ends of the clamp.
    [Theory]
    [InlineData(-10, 1)]
    [InlineData(25, 1)]
    [InlineData(30, 1.4142136)]
    [InlineData(35, 2)]
    [InlineData(42.5, 3.3635857)]
    [InlineData(60, 11.3137085)]
    [InlineData(75, 11.3137085)]
    public void Ten_kelvin_more_double_the_ageing(double temperature, double rate) =>
        Assert.Equal(rate, BatteryAge.Rate(temperature), 7);

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(0.5, 0.9)]
    [InlineData(0.75, 0.85)]
    [InlineData(1, 0.8)]
    [InlineData(9, 0)]
    public void An_unmeasured_battery_is_never_trusted_over_ninety_percent(double damage, double health) =>
        Assert.Equal(health, BatteryAge.ExpectedHealth(damage), 12);

    // The first row is domain section 4.7; the rest by hand.
    [Theory]
    [InlineData(24, 500, false, 0.6, 16.8)]
    [InlineData(24, 500, true, 4.8, 134.4)]
    [InlineData(24, 1000, false, 1.2, 33.6)]
    [InlineData(180, 100, false, 0.9, 25.2)]
    public void Gas_asks_for_air(double cells, double capacity, bool boost, double flow, double opening)
    {
        Assert.Equal(flow, Hydrogen.AirFlow(cells, capacity, boost), 12);
        Assert.Equal(opening, Hydrogen.Opening(flow), 12);
    }
}
