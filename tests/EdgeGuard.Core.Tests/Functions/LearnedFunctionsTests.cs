using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

public class LearnedFunctionsTests
{
    private const double Hour = 3600;

    [Fact]
    public void A_band_is_set_point_and_two_and_uncertain_until_a_day_of_hours_is_learned()
    {
        FunctionBench bench = Band();

        // The first hour of the clock was begun a quarter late, and is no whole one.
        Operand learning = Hours(bench, 24, hour => 24 + 0.1 * hour);
        Assert.Equal(Operand.Uncertain(24, QualityReason.Learning), learning);
        // 24 maxima: 24 and 24.1 to 26.3; rank ceil(0.95·24) = 23.
        Known.Is(26.2, Hours(bench, 1, _ => 24));
    }

    [Fact]
    public void A_band_never_lies_above_its_cap()
    {
        FunctionBench hot = Band();
        Known.Is(26.5, Hours(hot, 30, _ => 29));
        FunctionBench warm = Band();
        warm["setpoint"].Set(26);
        Assert.Equal(26.5, warm.After(1).Value);
    }

    [Fact]
    public void A_band_does_not_learn_a_fault_and_does_not_forget_while_it_lasts()
    {
        FunctionBench bench = Band();
        Known.Is(23.4, Hours(bench, 30, _ => 23.4));
        bench["hold"].Set(true);
        Known.Is(23.4, Hours(bench, 24 * 14, _ => 26));
        bench["hold"].Lose();
        Known.Is(23.4, Hours(bench, 24 * 14, _ => 26));
        bench["hold"].Set(false);
        Known.Is(26, Hours(bench, 24, _ => 26));
    }

    [Fact]
    public void A_band_follows_the_last_seven_days()
    {
        FunctionBench bench = Band();
        Hours(bench, 200, _ => 23);
        // 8 hours of 168 are fewer than 5 %, 9 are more: rank ceil(159.6) = 160 of 168.
        Known.Is(23, Hours(bench, 8, _ => 25));
        Known.Is(25, Hours(bench, 1, _ => 25));
    }

    [Fact]
    public void Running_current_is_learned_from_runs_alone()
    {
        var bench = new FunctionBench("learnedRunning");
        Known.IsLearning(Cycles(bench, 20, 8));
        Known.Is(8, Cycles(bench, 20, 8));
    }

    [Fact]
    public void A_compressor_that_lost_its_load_does_not_become_the_measure()
    {
        var bench = new FunctionBench("learnedRunning");
        Cycles(bench, 40, 8);

        Known.Is(8, Cycles(bench, 700, 4));
        // Summer: inside the factor of 1.5.
        Known.Is(9.5, Cycles(bench, 200, 9.5));
    }

    [Fact]
    public void Running_current_can_be_told_by_another_signal()
    {
        var bench = new FunctionBench("learnedRunning", ("running", true));
        bench["running"].Set(false);
        bench["current"].Set(9);
        bench.For(20 * Hour, 30);
        bench["running"].Set(true);
        Known.IsLearning(bench.For(1 * Hour, 30, _ => bench["current"].Set(6)));
        Known.Is(6, bench.For(4 * Hour, 30));
    }

    [Fact]
    public void An_offset_is_the_mean_of_the_acceptance_and_stays()
    {
        var bench = new FunctionBench("learnedOffset");
        bench["hold"].Set(true);
        bench["a"].Set(30);
        bench["b"].Set(20);
        bench.For(10 * Hour, 60);
        bench["hold"].Set(false);
        bench["a"].Set(20.2);
        // The minute that began under hold does not count, nor does the last one, which ends the day.
        bench.After(60);
        Known.IsLearning(bench.For(12 * Hour, 60));
        bench["a"].Set(20.6);
        bench.After(60);
        // 721 minutes of 0.2 and 719 of 0.6, as each value holds until the next.
        Known.Is((721 * 0.2 + 719 * 0.6) / 1440, bench.For(12 * Hour, 60), 1e-9);
        bench["a"].Set(28);
        Known.Is((721 * 0.2 + 719 * 0.6) / 1440, bench.For(30 * Hour, 60), 1e-9);
    }

    private static FunctionBench Band()
    {
        var bench = new FunctionBench("band");
        bench["setpoint"].Set(22);
        bench["hold"].Set(false);
        bench["v"].Set(20);
        return bench;
    }

    /// <summary>Hours of the clock, the first of them the rest of the one at hand: two degrees of cycling below the given maximum.</summary>
    private static Operand Hours(FunctionBench bench, int hours, Func<int, double> maximum)
    {
        Operand result = default;
        for (int hour = 0; hour < hours; hour++)
        {
            do
            {
                double minute = bench.Context.Now / 60_000 % 60;
                result = bench.For(60, 60, _ => bench["v"].Set(Math.Round(maximum(hour) - (minute == 40 ? 0 : 2), 6)));
            }
            while (bench.Context.Now % 3_600_000 >= 60_000);
        }

        return result;
    }

    /// <summary>Ten minutes on, with an inrush, and ten off.</summary>
    private static Operand Cycles(FunctionBench bench, int cycles, double amperes)
    {
        Operand result = default;
        for (int i = 0; i < cycles; i++)
            result = bench.For(1200, 10, second => bench["current"].Set(second <= 20 ? 3 * amperes : second <= 600 ? amperes : 0.1));
        return result;
    }
}
