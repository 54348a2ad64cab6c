using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

public class CoolingFunctionsTests
{
    [Fact]
    public void Fade_is_learning_for_twenty_runs_and_a_hundred_percent_then()
    {
        var bench = new FunctionBench("fade");

        Known.IsLearning(Runs(bench, 19, 10));
        Known.Is(100, Runs(bench, 1, 10));
    }

    [Theory]
    // Reference 10 K; the median of 5 runs is the third lowest.
    [InlineData(2, 100)]
    [InlineData(3, 65)]
    [InlineData(200, 65)]
    public void Fade_is_the_median_of_five_runs_and_is_never_learned(int weakRuns, double expected)
    {
        var bench = new FunctionBench("fade");
        Runs(bench, 20, 10);

        Known.Is(expected, Runs(bench, weakRuns, 6.5));
    }

    [Fact]
    public void The_reference_is_the_median_of_the_first_twenty_runs()
    {
        var bench = new FunctionBench("fade");
        for (int run = 1; run <= 20; run++)
            Runs(bench, 1, run);

        // Reference 10.5 K; the last five are 16 to 20.
        Known.Is(100 * 18 / 10.5, bench.After(1));
    }

    [Fact]
    public void A_long_run_is_judged_every_ten_minutes()
    {
        var bench = new FunctionBench("fade");
        Set(bench, false, 0);
        bench.For(600, 10);
        Set(bench, true, 8);
        // At 150 s, 30 min, 40 min … 210 min: 1 + 19.
        Known.IsLearning(bench.For(209.9 * 60, 10));
        Known.Is(100, bench.For(60, 10));
    }

    [Fact]
    public void A_run_shorter_than_a_hundred_and_fifty_seconds_is_not_judged()
    {
        var bench = new FunctionBench("fade");
        Known.IsLearning(Runs(bench, 40, 10, 140));
    }

    [Fact]
    public void An_inverter_is_judged_by_its_demand()
    {
        var bench = new FunctionBench("fade", ("demand", true));
        bench["demand"].Set(100);
        Runs(bench, 20, 10);
        bench["demand"].Set(50);
        Known.Is(100, Runs(bench, 5, 5));
        bench["demand"].Set(4);
        Known.Is(100, Runs(bench, 5, 0.1));
    }

    [Fact]
    public void A_unit_whose_probes_are_swapped_has_no_reference()
    {
        var bench = new FunctionBench("fade");
        Known.IsLearning(Runs(bench, 30, -8));
        Known.Is(100, Runs(bench, 20, 8));
    }

    [Fact]
    public void A_dew_point_is_as_sure_as_what_it_is_computed_from()
    {
        var bench = new FunctionBench("dewPoint");
        bench["t"].Set(25);
        bench["rh"].Set(50);
        Known.Is(13.8515836, bench.After(1), 1e-6);
        bench["rh"].Set(0);
        Assert.Equal(Operand.Unknown(QualityReason.OutOfRange), bench.After(1));
        bench["rh"].Now = Operand.Uncertain(101, QualityReason.Implausible);
        Assert.Equal(Quality.Uncertain, bench.After(1).Quality);
        Assert.Equal(25, bench.After(1).Value, 9);
        bench["t"].Lose();
        Assert.Equal(QualityReason.CommFailure, bench.After(1).Reason);
    }

    private static Operand Runs(FunctionBench bench, int runs, double difference, double length = 300)
    {
        Operand result = default;
        for (int i = 0; i < runs; i++)
        {
            Set(bench, false, 0);
            bench.For(300, 10);
            Set(bench, true, difference);
            result = bench.For(length, 10);
        }

        return result;
    }

    private static void Set(FunctionBench bench, bool runs, double difference)
    {
        bench["running"].Set(runs);
        bench["return"].Set(24);
        bench["supply"].Set(24 - difference);
    }
}
