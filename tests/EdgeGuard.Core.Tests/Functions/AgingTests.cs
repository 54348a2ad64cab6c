using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>The first three from domain section 4.6; the rest by hand (√2, 2^1.5 and 2^3.5 summed in Python).</summary>
public class AgingTests
{
    private const double Year = 365.25 * 86_400;

    /// <summary>2018-01-01.</summary>
    private const double Installed = 17_532 * 86_400.0;

    private readonly Settable _temperature = new(Unit.DegreeCelsius);
    private readonly Bench _bench = new();

    private Term Term(string function, double design) => Bench.Call(function,
        ("temperature", _temperature), ("installed", Installed), ("design", design * Year));

    /// <summary>Lives so many years since the installation, of which the last ones were measured, an hour at each temperature in turn.</summary>
    private Operand Live(Term term, double years, double measured, params double[] temperatures)
    {
        var end = new DateTimeOffset(2018, 1, 1, 8, 0, 0, TimeSpan.FromHours(8)) + TimeSpan.FromSeconds(years * Year);
        int hours = (int)(measured * Year / 3600) / temperatures.Length * temperatures.Length;
        Operand last = default;
        for (int i = 0; i <= hours; i++)
        {
            _temperature.Set(temperatures[i % temperatures.Length]);
            _bench.Context.Wall = end - TimeSpan.FromHours(hours - i);
            last = _bench.After(3600, term);
        }

        return last;
    }

    [Theory]
    [InlineData(9.0, new[] { 25.0 })]
    [InlineData(4.5, new[] { 35.0 })]
    [InlineData(6.0, new[] { 20.0, 35.0 })]
    public void A_battery_of_twelve_years_is_spent_after(double years, double[] temperatures)
    {
        Assert.Equal(1, Live(Term("aging", 12), years, years, temperatures).Value, 6);
        Assert.Equal(1, Live(Term("aging", 12), years, 0.1, temperatures).Value, 6);
    }

    [Theory]
    [InlineData(10, 3, 0.565685, new[] { 30.0 })]
    [InlineData(8, 1, 0.666667, new[] { 45.0 })]
    [InlineData(12, 2, 1.121640, new[] { 25.0, 40.0, 75.0 })]
    [InlineData(12, 2, 0.222222, new[] { -10.0 })]
    public void Its_share_of_life_is_the_weighted_one(double design, double years, double share, double[] temperatures) =>
        Assert.Equal(share, Live(Term("aging", design), years, 0.5, temperatures).Value, 6);

    [Fact]
    public void What_is_left_is_lived_as_warm_as_before() =>
        Assert.Equal(2.5 * Year, Live(Term("lifeLeft", 12), 2, 0.5, 35).Value, 1000.0);

    [Fact]
    public void Nothing_is_left_of_a_life_that_is_over() => Assert.Equal(0, Live(Term("lifeLeft", 6), 10, 0.1, 35).Value);

    [Fact]
    public void Hours_without_a_temperature_count_as_the_mean_of_the_known()
    {
        Term aging = Term("aging", 12);
        Live(aging, 2, 0.1, 35);
        _temperature.Fail();
        _bench.Context.Wall += TimeSpan.FromSeconds(Year);
        Assert.Equal(3 * 2 / 9.0, _bench.After(Year, aging).Value, 6);
    }

    [Fact]
    public void Its_age_goes_on_while_the_clock_is_lost()
    {
        Term aging = Term("aging", 12);
        Live(aging, 2, 0.1, 25);
        _bench.Context.Wall = null;
        Assert.Equal(3 / 9.0, _bench.After(Year, aging).Value, 6);
    }

    [Fact]
    public void Without_a_clock_it_is_unknown_and_for_a_week_it_is_uncertain()
    {
        Term aging = Term("aging", 12);
        _temperature.Set(25);
        Assert.False(_bench.After(10, aging).IsKnown);
        Assert.Equal(Quality.Uncertain, Live(aging, 2, 0.015, 25).Quality);
        Assert.Equal(Quality.Good, Live(aging, 2, 0.01, 25).Quality);
    }

    [Fact]
    public void A_life_of_no_length_is_refused() =>
        Assert.Throws<ExpressionException>(() => Term("aging", 0));
}
