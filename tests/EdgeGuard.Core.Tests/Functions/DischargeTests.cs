using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>Expected numbers from Python: autonomy by a fine scan, and weighted least squares from their definition.</summary>
public class DischargeTests
{
    private readonly Settable _current = new(Unit.Ampere);
    private readonly Settable _capacity = new(Unit.AmpereHour);
    private readonly Settable _temperature = new(Unit.DegreeCelsius);
    private readonly Settable _health = new(Unit.Percent);
    private readonly Settable _discharging = new();
    private readonly Settable _full = new();
    private readonly Settable _voltage = new(Unit.Volt);
    private readonly Settable _setting = new(Unit.Volt);
    private readonly Bench _bench = new();

    private Term Charged(double capacity, double temperature, double health, params (string, object)[] more)
    {
        _capacity.Set(capacity);
        _temperature.Set(temperature);
        _health.Set(health);
        Term remaining = Bench.Call("remaining",
            [("current", _current), ("capacity", _capacity), ("temperature", _temperature), ("health", _health),
                ("discharging", _discharging), ("full", _full), .. more]);
        _current.Set(10);
        _discharging.Set(0);
        _full.Set(1);
        _bench.After(10, remaining);
        _full.Set(0);
        return remaining;
    }

    private Operand Draw(Term remaining, double current, double seconds)
    {
        _current.Set(current);
        _discharging.Set(1);
        _bench.After(0, remaining);
        return _bench.Run(seconds, 10, remaining);
    }

    [Fact]
    public void What_is_spent_at_one_load_is_missing_at_another()
    {
        Term remaining = Charged(400, 20, 100);
        Draw(remaining, 120, 1800);
        Draw(remaining, 80, 3600);
        _current.Set(60);
        Operand left = _bench.After(0, remaining);
        Assert.Equal(9274.9, left.Value, 0.3);
        Assert.Equal(Quality.Good, left.Quality);
    }

    [Fact]
    public void A_worn_and_cold_battery_has_less_left()
    {
        Term remaining = Charged(700, 10, 85);
        Draw(remaining, 200, 900);
        Assert.Equal(4758.4, Draw(remaining, 150, 1800).Value, 0.3);
    }

    [Fact]
    public void A_load_of_constant_power_is_reckoned_at_the_end_voltage()
    {
        _voltage.Set(53.5);
        Term remaining = Charged(1000, 25, 100, ("voltage", _voltage));
        Assert.Equal(23_736.1, Draw(remaining, 100, 7200).Value, 0.5);
    }

    [Fact]
    public void Only_a_full_recharge_gives_back_what_was_spent()
    {
        Term remaining = Charged(500, 25, 100);
        Draw(remaining, 100, 3600);
        _discharging.Set(0);
        _bench.After(0, remaining);
        Assert.Equal(10_575, _bench.Run(7200, 60, remaining).Value, 0.01);
        _full.Set(1);
        Assert.Equal(14_175, _bench.After(10, remaining).Value, 0.01);
    }

    [Fact]
    public void It_is_empty_and_not_less_than_that()
    {
        Term remaining = Charged(500, 25, 100);
        Assert.Equal(0, Draw(remaining, 100, 16_000).Value);
    }

    [Fact]
    public void Before_the_first_full_recharge_it_is_uncertain_and_after_a_day_of_rest_it_is_not()
    {
        _full.Set(0);
        _discharging.Set(0);
        _capacity.Set(500);
        _temperature.Set(25);
        _health.Set(100);
        _current.Set(100);
        Term remaining = Bench.Call("remaining", ("current", _current), ("capacity", _capacity), ("temperature", _temperature),
            ("health", _health), ("discharging", _discharging), ("full", _full));
        Assert.Equal(Quality.Uncertain, _bench.Run(86_340, 60, remaining).Quality);
        Assert.Equal(Quality.Good, _bench.Run(120, 60, remaining).Quality);
    }

    [Fact]
    public void A_gap_in_the_middle_of_a_discharge_counts_as_discharge()
    {
        Term remaining = Charged(500, 25, 100);
        Draw(remaining, 100, 600);
        Operand back = _bench.After(3000, remaining);
        Assert.Equal(10_575, back.Value, 0.01);
        Assert.Equal(Quality.Uncertain, back.Quality);
    }

    [Fact]
    public void It_is_never_more_than_another_forecast_that_is_known()
    {
        var forecast = new Settable(Unit.Second);
        Term remaining = Charged(500, 25, 100, ("atMost", forecast));
        Draw(remaining, 100, 3600);
        Assert.Equal(10_575, _bench.After(0, remaining).Value, 0.01);
        forecast.Set(4000);
        Assert.Equal(4000, _bench.After(0, remaining).Value);
        forecast.Set(double.PositiveInfinity);
        Assert.Equal(10_575, _bench.After(0, remaining).Value, 0.01);
    }

    private Term VoltageLeft(double setting)
    {
        _setting.Set(setting);
        return Bench.Call("voltageLeft", ("voltage", _voltage), ("lvd", _setting), ("discharging", _discharging));
    }

    private Operand Fall(Term left, double until, double every, Func<double, double> voltage)
    {
        _discharging.Set(1);
        Operand last = default;
        for (double t = 0; t <= until; t += every)
        {
            _voltage.Set(voltage(t));
            last = _bench.After(t == 0 ? 0 : every, left);
        }

        return last;
    }

    [Fact]
    public void A_falling_voltage_meets_the_setting_in_time()
    {
        Assert.Equal(11_545.556, Fall(VoltageLeft(44), 7200, 10, t => 51 - 0.5 * t / 3600 - 0.3 * t * t / 3600 / 3600).Value, 0.01);
        _discharging.Set(0);
        Term noisy = VoltageLeft(46);
        Assert.Equal(12_113.416, Fall(noisy, 2700, 30, t => 49 - 0.0002 * t + ((int)t / 30 % 2 == 1 ? 0.05 : -0.05)).Value, 0.01);
        Term curved = VoltageLeft(43.2);
        Assert.Equal(63_460.95, Fall(curved, 5000, 20, t => 50 - 0.4 * Math.Log(1 + t / 600)).Value, 0.05);
    }

    [Fact]
    public void The_first_ten_minutes_of_a_discharge_foretell_nothing()
    {
        Term left = VoltageLeft(46);
        Assert.Equal(double.PositiveInfinity, Fall(left, 590, 10, t => 52 - t / 200).Value);
        _discharging.Set(0);
        Assert.Equal(double.PositiveInfinity, _bench.After(10, left).Value);
    }

    [Fact]
    public void At_the_setting_nothing_is_left() => Assert.Equal(0, Fall(VoltageLeft(46), 100, 10, _ => 46).Value);

    // By hand: 100 Ah drawn and 50 back; then 20 more drawn on the 50 still missing, and 35 back.
    [Fact]
    public void The_share_that_came_back_carries_what_was_missing_before()
    {
        Term share = Bench.Call("returnedShare", ("current", _current));
        Assert.Equal(0, Flow(share, -50, 2), 9);
        Assert.Equal(0.5, Flow(share, 10, 5), 9);
        Assert.Equal(0, Flow(share, -20, 1), 9);
        Assert.Equal(0.5, Flow(share, 35, 1), 9);
        Assert.Equal(1.0, Flow(share, 35, 1), 9);
        Assert.Equal(1.0, Flow(share, 0.3, 48), 9);
    }

    [Fact]
    public void A_moment_of_discharge_is_no_debt()
    {
        Term share = Bench.Call("returnedShare", ("current", _current));
        Assert.Equal(1, Flow(share, -30, 1.0 / 60));
    }

    [Fact]
    public void After_a_gap_the_share_is_uncertain_until_all_is_back()
    {
        Term share = Bench.Call("returnedShare", ("current", _current));
        Flow(share, -50, 2);
        Flow(share, 10, 5);
        Assert.Equal(Quality.Uncertain, _bench.After(600, share).Quality);
        Assert.Equal(Quality.Uncertain, _bench.Run(4.9 * 3600, 60, share).Quality);
        Assert.Equal(Quality.Good, _bench.Run(600, 60, share).Quality);
    }

    private double Flow(Term share, double current, double hours)
    {
        _current.Set(current);
        _bench.After(0, share);
        return _bench.Run(hours * 3600, 60, share).Value;
    }
}
