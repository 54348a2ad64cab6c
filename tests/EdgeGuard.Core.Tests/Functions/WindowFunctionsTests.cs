using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

public class WindowFunctionsTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public void A_single_spike_dies_in_the_median_of_three()
    {
        var bench = new FunctionBench("median3");
        foreach (double value in new[] { 22, 22.1, 22.2 })
            bench.After(10, value);

        Known.Is(22.2, bench.After(10, 85));
        Known.Is(22.3, bench.After(10, 22.3));
    }

    [Fact]
    public void Of_fewer_than_three_values_the_median_gives_the_latest_and_is_uncertain()
    {
        var bench = new FunctionBench("median3");

        Assert.Equal(Operand.Uncertain(85, QualityReason.Learning), bench.After(10, 85));
        Assert.Equal(Operand.Uncertain(22, QualityReason.Learning), bench.After(10, 22));
        Known.Is(22.1, bench.After(10, 22.1));
    }

    [Fact]
    public void The_median_forgets_what_was_before_a_long_silence()
    {
        var bench = new FunctionBench("median3");
        bench.After(10, 22);
        bench.For(30, 10);
        bench.Inputs.Single().Lose();
        bench.For(120, 10);

        Assert.Equal(Operand.Uncertain(31, QualityReason.Learning), bench.After(10, 31));
    }

    [Fact]
    public void A_mean_counts_each_value_for_the_time_it_held()
    {
        var bench = new FunctionBench("avgOver", ("d", TenMinutes));
        bench.After(0, 10);
        bench.For(300, 1);
        bench.After(0, 40);
        Operand mean = bench.For(300, 60);

        // 300 s of 10 and 300 s of 40.
        Known.Is(25, mean, 1e-6);
        // Another 150 s of 40: 150 s of 10 and 450 s of 40.
        Known.Is(32.5, bench.For(150, 30), 1e-6);
    }

    [Fact]
    public void A_mean_of_a_constant_is_that_constant_to_the_last_digit()
    {
        var bench = new FunctionBench("minOver", ("d", TenMinutes));
        bench.Inputs.Single().Set(26.7);

        Assert.True(bench.For(1200, 7).Value >= 26.7);
    }

    [Fact]
    public void A_window_that_is_less_than_four_fifths_full_is_learning()
    {
        var bench = new FunctionBench("maxOver", ("d", TenMinutes));
        bench.After(0, 20);

        Known.IsLearning(bench.For(479));
        Known.Is(20, bench.After(1));
    }

    [Fact]
    public void A_gap_of_more_than_a_fifth_makes_a_window_unknown_until_it_has_left()
    {
        var bench = new FunctionBench("avgOver", ("d", TenMinutes));
        bench.After(0, 20);
        bench.For(900);
        bench.Inputs.Single().Lose();
        bench.For(119);
        Assert.True(bench.After(1).IsKnown);
        Known.IsLearning(bench.For(5));
        bench.After(1, 20);
        Known.IsLearning(bench.For(470));
        Known.Is(20, bench.For(15));
    }

    [Fact]
    public void Time_without_a_pass_is_a_gap()
    {
        var bench = new FunctionBench("avgOver", ("d", TenMinutes));
        bench.After(0, 20);
        bench.For(900, 10);

        Assert.True(bench.After(60).IsKnown);
        Known.IsLearning(bench.After(300));
    }

    [Fact]
    public void Polls_of_five_minutes_are_no_gaps()
    {
        var bench = new FunctionBench("avgOver", ("d", TimeSpan.FromHours(4)));
        bench.After(0, 20);

        Known.Is(20, bench.For(4 * 3600, 300));
    }

    [Fact]
    public void Least_and_greatest_leave_with_their_time()
    {
        var least = new FunctionBench("minOver", ("d", TenMinutes));
        var greatest = new FunctionBench("maxOver", ("d", TenMinutes));
        foreach (FunctionBench bench in new[] { least, greatest })
        {
            bench.After(0, 20);
            bench.For(600);
            bench.After(1, bench == least ? 15 : 25);
            bench.After(1, 20);
        }

        Known.Is(15, least.For(590));
        Known.Is(25, greatest.For(590));
        Known.Is(20, least.For(22));
        Known.Is(20, greatest.For(22));
    }

    [Theory]
    // A ramp of 0..599 by a second, in 60 parts of 10 s with means 4.5, 14.5 … 594.5: ranks 57, 30 and 6.
    [InlineData(95, 564.5)]
    [InlineData(50, 294.5)]
    [InlineData(10, 54.5)]
    public void A_percentile_is_that_of_the_means_of_sixty_parts(double percent, double expected)
    {
        var bench = new FunctionBench("percentileOver", ("p", percent), ("d", TenMinutes));
        bench.After(0, 0);
        Operand result = default;
        for (int second = 1; second <= 600; second++)
            result = bench.After(1, second);

        Known.Is(expected, result, 1e-6);
    }

    [Fact]
    public void Time_in_a_state_is_counted_over_the_span_only()
    {
        var bench = new FunctionBench("timeIn", ("d", TenMinutes));
        bench.Inputs.Single().Set(true);
        bench.After(1);
        bench.For(90);
        bench.Inputs.Single().Set(false);
        Known.Is(91, bench.For(500), 1e-6);
        bench.Inputs.Single().Set(true);
        // It was true from 0 to 91 s and is since 591 s; at 645 s the span begins at 45 s.
        Known.Is(91 - 45 + 54, bench.For(55), 1e-6);
    }

    [Fact]
    public void Only_rising_edges_that_were_seen_are_starts()
    {
        var bench = new FunctionBench("starts", ("d", TenMinutes));
        SettableTerm running = bench.Inputs.Single();
        running.Set(true);
        bench.For(600, 5);
        foreach (bool on in new[] { false, true, false, true })
        {
            running.Set(on);
            bench.For(30, 5);
        }

        Known.Is(2, bench.After(1));
        // Unknown for a moment, and running as before: no start.
        running.Lose();
        bench.For(20, 5);
        running.Set(true);
        Known.Is(2, bench.After(5));
        // Stopped, then unknown for a moment, then running: one must have been.
        running.Set(false);
        bench.After(5);
        running.Lose();
        bench.After(5);
        running.Set(true);
        Known.Is(3, bench.After(5));
        // Unknown for longer: nobody knows when.
        running.Set(false);
        bench.After(5);
        running.Lose();
        bench.For(80, 5);
        running.Set(true);
        Known.Is(3, bench.After(5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    public void The_change_of_a_ramp_is_its_slope_times_the_span(double step)
    {
        var bench = new FunctionBench("change", ("d", TenMinutes));
        Operand change = bench.For(1260, step, second => bench.Inputs.Single().Set(20 + second / 100));

        // 0.01 a second over 600 s; values are held, so one step of the ramp is the most it can be off.
        Known.Is(6, change, step * 0.01 + 1e-6);
    }

    [Fact]
    public void A_change_is_learning_while_nothing_is_known_of_then()
    {
        var bench = new FunctionBench("change", ("d", TenMinutes));
        bench.After(0, 20);

        Known.IsLearning(bench.For(580));
        Known.Is(5, bench.After(20, 25));
    }

    [Fact]
    public void An_integral_of_amperes_is_in_ampere_hours()
    {
        var bench = new FunctionBench("integral");
        bench.After(0, 10);

        // 10 A for half an hour, nothing known for half an hour, 20 A for 6 minutes.
        bench.For(1790, 10);
        bench.Inputs.Single().Lose();
        bench.For(1810, 10);
        bench.After(0, 20);
        Known.Is(7, bench.For(360, 10));
    }

    [Fact]
    public void An_integral_begins_anew_when_it_is_reset_and_one_over_a_span_forgets()
    {
        var sinceReset = new FunctionBench("integral", ("reset", true));
        sinceReset["x"].Set(3600);
        sinceReset["reset"].Set(true);
        sinceReset.For(100);
        sinceReset["reset"].Set(false);
        Known.Is(50, sinceReset.For(50));

        var over = new FunctionBench("integral", ("d", TenMinutes));
        over.After(0, 12);
        Known.Is(2, over.For(3000, 10), 1e-6);
    }

    [Fact]
    public void A_window_is_uncertain_when_more_than_a_fifth_of_it_was()
    {
        var bench = new FunctionBench("avgOver", ("d", TenMinutes));
        bench.After(0, 20);
        bench.For(600);
        bench.Inputs.Single().Now = Operand.Uncertain(20, QualityReason.Implausible);
        Assert.Equal(Quality.Good, bench.For(115).Quality);
        Operand later = bench.For(20);

        Assert.Equal((Quality.Uncertain, QualityReason.Implausible), (later.Quality, later.Reason));
    }

    [Fact]
    public void A_window_of_no_length_or_of_years_is_refused()
    {
        Assert.Throws<ExpressionException>(() => new FunctionBench("avgOver", ("d", TimeSpan.Zero)));
        Assert.Throws<ExpressionException>(() => new FunctionBench("avgOver", ("d", TimeSpan.FromDays(800))));
        Assert.Throws<ExpressionException>(() => new FunctionBench("percentileOver", ("p", 101), ("d", TenMinutes)));
    }
}
