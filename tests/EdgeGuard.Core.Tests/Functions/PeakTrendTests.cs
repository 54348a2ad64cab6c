using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>The peaks lie on lines whose crossing is reckoned by hand.</summary>
public class PeakTrendTests
{
    private const double Day = 86_400;

    private readonly Settable _load = new(Unit.Percent);
    private readonly Settable _limit = new(Unit.Percent);
    private readonly Settable _hold = new();
    private readonly Bench _bench = new();
    private readonly Term _trend;

    public PeakTrendTests()
    {
        _limit.Set(80);
        _hold.Set(0);
        _trend = Bench.Call("peakTrend", ("x", _load), ("limit", _limit), ("hold", _hold));
    }

    /// <summary>A day of half the peak, but for an hour; a value at the beginning of every minute.</summary>
    private Operand LiveDay(double peak, double restedShare = 0.5)
    {
        for (int minute = 0; minute < 1440; minute++)
        {
            _load.Set(minute is >= 720 and < 780 ? peak : peak * restedShare);
            _bench.After(0, _trend);
            _bench.After(60, _trend);
        }

        return _bench.After(0, _trend);
    }

    [Theory]
    [InlineData(10, 60, 0.5, 31)]
    [InlineData(28, 40, 0.25, 133)]
    [InlineData(40, 50, 0.4, 36)]
    [InlineData(7, 70, 1, 4)]
    public void Rising_peaks_reach_the_limit_on_a_day(int days, double first, double rise, double left)
    {
        for (int day = 0; day < days - 1; day++)
            LiveDay(first + rise * day);
        Assert.Equal(left * Day, LiveDay(first + rise * (days - 1)).Value, 1.0);
        _load.Set(20);
        Assert.Equal(left * Day - 3600, _bench.Run(3600, 60, _trend).Value, 1.0);
    }

    [Fact]
    public void Less_than_three_percent_is_no_rise()
    {
        for (int day = 0; day < 10; day++)
            LiveDay(60 + 0.19 * day);
        Assert.Equal(double.PositiveInfinity, _bench.After(1, _trend).Value);
    }

    [Fact]
    public void Falling_peaks_never_reach_it()
    {
        for (int day = 0; day < 10; day++)
            LiveDay(90 - day);
        Assert.Equal(double.PositiveInfinity, _bench.After(1, _trend).Value);
    }

    [Fact]
    public void Six_days_are_too_few()
    {
        for (int day = 0; day < 6; day++)
            LiveDay(60 + day);
        Assert.Equal(Operand.Unknown(QualityReason.Learning), _bench.After(1, _trend));
    }

    [Fact]
    public void What_is_held_out_is_no_peak()
    {
        for (int day = 0; day < 10; day++)
        {
            for (int minute = 0; minute < 1440; minute++)
            {
                _hold.Set(minute is >= 100 and < 200 ? 1 : 0);
                _load.Set(minute is >= 100 and < 200 ? 200 : minute is >= 720 and < 780 ? 60 + 0.5 * day : 20);
                _bench.After(0, _trend);
                _bench.After(60, _trend);
            }
        }

        Assert.Equal(31 * Day, _bench.After(0, _trend).Value, 1.0);
    }

    [Fact]
    public void A_spike_of_a_minute_is_no_mean_of_a_quarter_hour()
    {
        for (int day = 0; day < 9; day++)
            LiveDay(60 + 0.5 * day);
        _load.Set(80);
        _bench.After(0, _trend);
        _load.Set(20);
        _bench.After(60, _trend);
        for (int minute = 1; minute < 1440; minute++)
        {
            _load.Set(minute is >= 720 and < 780 ? 64.5 : 20);
            _bench.After(0, _trend);
            _bench.After(60, _trend);
        }

        Assert.Equal(31 * Day, _bench.After(0, _trend).Value, 1.0);
    }

    [Fact]
    public void A_day_of_which_little_is_known_has_no_peak()
    {
        for (int day = 0; day < 10; day++)
        {
            if (day is 3 or 6)
            {
                _load.Fail();
                _bench.Run(Day, 600, _trend);
            }
            else
            {
                LiveDay(60 + 0.5 * day);
            }
        }

        Assert.Equal(31 * Day, _bench.After(0, _trend).Value, 1.0);
    }
}
