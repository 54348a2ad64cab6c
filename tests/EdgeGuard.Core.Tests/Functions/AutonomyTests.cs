using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>Seconds from a scan of the formula in Python, in steps of 0.036 s.</summary>
public class AutonomyTests
{
    private readonly Settable _current = new(Unit.Ampere);
    private readonly Settable _capacity = new(Unit.AmpereHour);
    private readonly Settable _temperature = new(Unit.DegreeCelsius);
    private readonly Settable _health = new(Unit.Percent);
    private readonly Settable _age = new();
    private readonly Settable _voltage = new(Unit.Volt);
    private readonly Bench _bench = new();

    public AutonomyTests()
    {
        _current.Set(100);
        _capacity.Set(500);
        _temperature.Set(25);
        _health.Set(100);
    }

    private Operand Autonomy(params (string, object)[] more) => _bench.After(1, Bench.Call("autonomy",
        [("current", _current), ("capacity", _capacity), ("temperature", _temperature), .. more]));

    [Theory]
    [InlineData(50, 25, 100, 36_000)]
    [InlineData(100, 25, 100, 14_175)]
    [InlineData(150, 25, 80, 4855.824)]
    [InlineData(250, 25, 100, 3600)]
    public void A_healthy_battery_lasts_as_the_standard_says(double current, double temperature, double health, double seconds)
    {
        _current.Set(current);
        _temperature.Set(temperature);
        _health.Set(health);
        Operand result = Autonomy(("health", _health));
        Assert.Equal(seconds, result.Value, 0.05);
        Assert.Equal(Quality.Good, result.Quality);
    }

    [Fact]
    public void Without_a_measured_health_nine_tenths_are_told_uncertain()
    {
        Operand result = Autonomy();
        Assert.Equal(12_446.3, result.Value, 0.1);
        Assert.Equal((Quality.Uncertain, QualityReason.NotConfigured), (result.Quality, result.Reason));
    }

    [Fact]
    public void An_old_battery_of_unknown_health_has_what_its_age_leaves()
    {
        _health.Fail();
        _age.Set(1);
        Operand result = Autonomy(("health", _health), ("age", _age));
        Assert.Equal(10_800, result.Value, 0.1);
        Assert.Equal((Quality.Uncertain, QualityReason.CommFailure), (result.Quality, result.Reason));
    }

    [Fact]
    public void A_load_of_constant_power_draws_more_at_the_end()
    {
        _voltage.Set(54);
        Assert.Equal(12_259.4, Autonomy(("health", _health), ("voltage", _voltage)).Value, 0.1);
    }

    [Fact]
    public void An_unknown_temperature_is_the_coldest_to_be_met()
    {
        _temperature.Fail();
        Operand result = Autonomy(("health", _health), ("coldest", 15));
        Assert.Equal(12_785.3, result.Value, 0.1);
        Assert.Equal(Quality.Uncertain, result.Quality);
    }

    [Fact]
    public void An_unknown_load_has_no_autonomy()
    {
        _current.Fail();
        Assert.False(Autonomy(("health", _health)).IsKnown);
    }

    [Fact]
    public void The_design_check_of_the_standard()
    {
        _current.Set(50);
        _temperature.Set(5);
        var time = new Settable(Unit.Second);
        time.Set(36_000);
        Operand result = _bench.After(1, Bench.Call("requiredCapacity", ("current", _current), ("time", time), ("temperature", _temperature)));
        Assert.Equal(710.2273, result.Value, 4);
    }
}
