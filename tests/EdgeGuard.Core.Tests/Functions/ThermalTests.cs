using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

public class ThermalTests
{
    private readonly Settable _current = new(Unit.Ampere);
    private readonly Bench _bench = new();

    private Term Image() => Bench.Call("thermal", ("current", _current), ("base", 100), ("tau", TimeSpan.FromMinutes(30)));

    private Term Left(double target) =>
        Bench.Call("thermalLeft", ("current", _current), ("base", 100), ("tau", TimeSpan.FromMinutes(30)), ("target", target));

    /// <summary>From cold: no current seen, then the load.</summary>
    private void StartCold(Term term, double then)
    {
        _current.Set(0);
        _bench.After(0, term);
        _current.Set(then);
        _bench.After(0, term);
    }

    // Domain section 4.4; the same numbers come from integrating in Python.
    [Fact]
    public void Each_sample_holds_until_the_next_one()
    {
        Term image = Image();
        StartCold(image, 120);
        _bench.Run(890, 10, image);
        _current.Set(60);
        Assert.Equal(0.513919, _bench.After(10, image).Value, 6);
        _bench.Run(890, 10, image);
        _current.Set(150);
        Assert.Equal(0.440187, _bench.After(10, image).Value, 6);
        Assert.Equal(0.685913, _bench.Run(300, 10, image).Value, 6);
    }

    [Theory]
    [InlineData(0.9, 1046.89)]
    [InlineData(1.0, 1212.02)]
    public void The_time_left_is_told_at_the_present_load(double target, double seconds)
    {
        Term left = Left(target);
        StartCold(left, 150);
        Assert.Equal(seconds, _bench.After(0, left).Value, 2);
        Assert.Equal(seconds - 600, _bench.Run(600, 5, left).Value, 2);
    }

    [Fact]
    public void The_rated_current_is_never_over_load()
    {
        Term left = Left(1);
        StartCold(left, 100);
        Assert.Equal(double.PositiveInfinity, _bench.Run(20_000, 100, left).Value);
    }

    // By hand: (150/105)² · (1 − 1/e) = 1.290042.
    [Fact]
    public void The_first_guess_is_uncertain_for_three_time_constants()
    {
        Term image = Image();
        _current.Set(150);
        Operand first = _bench.After(0, image);
        Assert.Equal(1.290042, first.Value, 6);
        Assert.Equal((Quality.Uncertain, QualityReason.Learning), (first.Quality, first.Reason));
        Assert.Equal(Quality.Uncertain, _bench.Run(5390, 10, image).Quality);
        Assert.Equal(Quality.Good, _bench.After(10, image).Quality);
    }

    [Fact]
    public void A_gap_holds_it_uncertain_and_after_two_time_constants_it_is_unknown()
    {
        Term image = Image();
        _current.Set(120);
        double held = _bench.Run(9000, 60, image).Value;
        _current.Fail();
        Operand inGap = _bench.Run(3600, 60, image);
        Assert.Equal((held, Quality.Uncertain, QualityReason.CommFailure), (inGap.Value, inGap.Quality, inGap.Reason));
        Assert.False(_bench.After(1, image).IsKnown);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(150)]
    public void After_a_gap_it_is_the_held_one_or_what_the_load_comes_to(double current)
    {
        Term image = Image();
        _current.Set(120);
        double held = _bench.Run(9000, 60, image).Value;
        _current.Set(current);
        Operand back = _bench.After(1800, image);
        Assert.Equal(Math.Max(held, Math.Pow(current / 105, 2)), back.Value, 9);
        Assert.Equal(Quality.Uncertain, back.Quality);
    }

    [Fact]
    public void A_lost_poll_is_no_gap()
    {
        Term steady = Image();
        Term losing = Image();
        var bench = new Bench();
        _current.Set(130);
        for (int i = 0; i < 900; i++)
        {
            _current.Set(130);
            _bench.After(10, steady);
            if (i % 7 == 3)
                _current.Fail();
            bench.After(10, losing);
        }

        _current.Set(130);
        Operand lost = bench.After(10, losing);
        Assert.Equal(_bench.After(10, steady).Value, lost.Value, 12);
        Assert.Equal(Quality.Good, lost.Quality);
    }

    [Theory]
    [InlineData("base")]
    [InlineData("k")]
    public void What_must_be_above_zero_is_refused_when_it_is_not(string parameter)
    {
        (string, object)[] arguments = parameter == "base"
            ? [("current", _current), ("base", 0)]
            : [("current", _current), ("base", 10), ("k", 0)];
        var refusal = Assert.Throws<ExpressionException>(() => Bench.Call("thermal", arguments));
        Assert.Equal($"{parameter} must be above 0 and is 0.", refusal.Words.En);
    }
}
