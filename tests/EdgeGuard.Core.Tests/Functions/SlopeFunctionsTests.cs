using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Tests.Formulas;

namespace EdgeGuard.Core.Tests.Functions;

public class SlopeFunctionsTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(7, 0.3)]
    [InlineData(60, 0.3)]
    [InlineData(10, -1.2)]
    public void The_slope_of_a_ramp_is_exact_at_any_rate_of_sampling(double step, double perMinute)
    {
        var bench = new FunctionBench("slope", ("d", FiveMinutes));

        Known.Is(perMinute, bench.For(840, step, second => bench["x"].Set(22 + perMinute * second / 60)), 1e-4);
    }

    [Fact]
    public void Slope_and_time_to_a_limit_are_those_of_the_line_through_the_samples()
    {
        // Python: 61 samples of a noisy ramp, one every 5 s, normal equations.
        var slope = new FunctionBench("slope", ("d", FiveMinutes));
        var timeTo = new FunctionBench("timeTo", ("d", FiveMinutes));
        timeTo["limit"].Set(30);
        foreach (FunctionBench bench in new[] { slope, timeTo })
        {
            var noise = new Noise(5);
            bench.For(600, 5, second => bench["x"].Set(22 + 0.2 * second / 60 + 0.3 * noise.Next()));
        }

        Known.Is(0.20452092837273547, slope.After(0), 1e-4);
        Known.Is(1759.668157933964, timeTo.After(0), 1);
    }

    [Theory]
    // 0.3 K/min up from 22 at the start to 25 after 600 s: 30 is 5 K away, 28 is 3 K.
    [InlineData(0.3, 30, 0, 1000)]
    [InlineData(0.3, 28, 0, 600)]
    // Away from it, or past it; with a direction what is past is reached.
    [InlineData(0.3, 20, 0, double.PositiveInfinity)]
    [InlineData(0.3, 24, 1, 0)]
    [InlineData(0.3, 30, -1, double.PositiveInfinity)]
    // Down to 19, from there to 16.
    [InlineData(-0.3, 16, 0, 600)]
    [InlineData(-0.3, 30, 0, double.PositiveInfinity)]
    // Too slow: below 0.05 a minute, and below 5 quanta of 0.1 in 5 minutes.
    [InlineData(0.04, 30, 0, double.PositiveInfinity)]
    [InlineData(0.09, 30, 0, double.PositiveInfinity)]
    public void A_line_reaches_a_limit_it_moves_towards(double perMinute, double limit, int direction, double expected)
    {
        var bench = new FunctionBench("timeTo", ("d", FiveMinutes), ("direction", direction));
        bench["limit"].Set(limit);

        Known.Is(expected, bench.For(600, 10, second => bench["x"].Set(22 + perMinute * second / 60)), 1);
    }

    [Fact]
    public void What_only_swings_reaches_nothing()
    {
        var bench = new FunctionBench("timeTo", ("d", FiveMinutes));
        bench["limit"].Set(30);
        for (int i = 0; i < 60; i++)
        {
            // Compressor cycling, 3 K in 4 minutes up and down, never explains four fifths over five minutes when it has turned.
            Operand result = bench.For(10, 10, _ => bench["x"].Set(24 + 0.5 * Math.Sin(i * 10 / 120.0 * Math.PI)));
            Assert.True(!result.IsKnown || result.Value > 600);
        }
    }

    [Fact]
    public void A_trend_is_learning_before_its_window_is_full_and_unknown_without_a_limit()
    {
        var bench = new FunctionBench("timeTo", ("d", FiveMinutes));
        bench["limit"].Set(30);
        Known.IsLearning(bench.For(240, 10, second => bench["x"].Set(second)));
        Assert.True(bench.For(60, 10, second => bench["x"].Set(240 + second)).IsKnown);
        bench["limit"].Lose();
        Assert.Equal(QualityReason.CommFailure, bench.After(10).Reason);
    }

    [Theory]
    // T(t) = T∞ + (20 − T∞)·e^(−t/τ), seen for 40 min; by hand t = τ·ln((T∞ − T0)/(T∞ − limit)), minutes:
    // τ 20, T∞ 35: T0 = 35 − 15·e^−2 = 32.96997 → ln(2.02997/1)·20 = 14.1606
    [InlineData(20, 35, 34, 14.1606)]
    // τ 30, T∞ 32: T0 = 32 − 12·e^(−4/3) = 28.83683 → ln(3.16317/2)·30 = 13.7528
    [InlineData(30, 32, 30, 13.7528)]
    // τ 15, T∞ 10, down: T0 = 10 + 10·e^(−8/3) = 10.69483 → ln(0.69483/0.4)·15 = 8.2825
    [InlineData(15, 10, 10.4, 8.2825)]
    // Ends below it, or less than 0.2 above it.
    [InlineData(20, 33.5, 34, double.PositiveInfinity)]
    [InlineData(20, 34.1, 34, double.PositiveInfinity)]
    // τ longer than four windows: not to be told.
    [InlineData(150, 60, 40, double.PositiveInfinity)]
    public void An_exponential_approach_reaches_a_limit_below_its_end(double tau, double final, double limit, double minutes)
    {
        var bench = new FunctionBench("timeToExp", ("d", HalfAnHour), ("quantum", 0.01));
        bench["limit"].Set(limit);
        Operand result = bench.For(2400, 10, second => bench["x"].Set(final + (20 - final) * Math.Exp(-second / 60 / tau)));

        Known.Is(minutes * 60, result, minutes * 60 * 0.01);
    }

    [Fact]
    public void The_exponential_form_stands_a_sensor_with_noise_and_steps_of_a_tenth()
    {
        var noise = new Noise(42);
        var bench = new FunctionBench("timeToExp", ("d", HalfAnHour));
        bench["limit"].Set(32);
        Operand result = bench.For(1800, 10, second =>
            bench["x"].Set(Math.Round(36 - 14 * Math.Exp(-second / 60 / 25) + 0.2 * noise.Next(), 1)));

        // T0 = 36 − 14·e^(−30/25) = 31.7833; 25·ln(4.2167/4) min = 79.2 s.
        Known.Is(79, result, 30);
    }

    [Fact]
    public void The_exponential_form_needs_more_than_ten_minutes()
    {
        Assert.Throws<ExpressionException>(() => new FunctionBench("timeToExp", ("d", TimeSpan.FromMinutes(10))));

        var bench = new FunctionBench("timeToExp", ("d", TimeSpan.FromMinutes(11)));
        bench["limit"].Set(60);
        Known.IsLearning(bench.For(595, 5, second => bench["x"].Set(50 - 30 * Math.Exp(-second / 300))));
        Assert.True(bench.For(60, 5, second => bench["x"].Set(50 - 30 * Math.Exp(-(595 + second) / 300))).IsKnown);
    }
}
