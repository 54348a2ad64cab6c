using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Tests.Functions;

public class StuckTests
{
    private const double Hour = 3600;

    [Fact]
    public void Nothing_is_stuck_before_a_day_of_learning()
    {
        FunctionBench bench = New();
        bench["x"].Set(22);

        Known.IsLearning(bench.For(23 * Hour, 60, second => bench["witness"].Set(22 + second / 1000)));
        Assert.Equal(Operand.Good(true), bench.For(2 * Hour, 60, second => bench["witness"].Set(122 + second / 1000)));
    }

    [Fact]
    public void A_value_that_stands_while_its_witness_moves_is_stuck()
    {
        FunctionBench bench = Learned();

        // 1 K of witness in 1000 s, and 20 minutes.
        Assert.Equal(Operand.Good(false), Stand(bench, 1190, 0.001));
        Assert.Equal(Operand.Good(true), Stand(bench, 20, 0.001));
        bench["x"].Set(31.5);
        Assert.Equal(Operand.Good(false), bench.After(10));
    }

    [Fact]
    public void A_value_that_stands_with_a_quiet_witness_is_not_stuck()
    {
        FunctionBench bench = Learned();

        Assert.Equal(Operand.Good(false), Stand(bench, 10 * Hour, 0.00002));
    }

    [Fact]
    public void A_point_that_is_silent_by_nature_needs_three_times_that()
    {
        FunctionBench bench = New();
        // It moves once in 15 minutes, while its witness moves 0.9 K: more than half of 10 quanta.
        bench.For(30 * Hour, 10, second =>
        {
            bench["x"].Set(22 + Math.Floor(second / 900) % 2);
            bench["witness"].Set(22 + 0.001 * (second % 900));
        });

        Assert.Equal(Operand.Good(false), Stand(bench, 2600, 0.001));
        Assert.Equal(Operand.Good(true), Stand(bench, 200, 0.001));
    }

    [Fact]
    public void One_fault_that_ends_teaches_nothing()
    {
        FunctionBench bench = Learned();
        Stand(bench, 5 * Hour, 0.001);
        Move(bench, Hour);

        Assert.Equal(Operand.Good(false), Stand(bench, 1190, 0.001));
        Assert.Equal(Operand.Good(true), Stand(bench, 20, 0.001));
    }

    [Fact]
    public void Unknown_time_is_no_silence()
    {
        FunctionBench bench = Learned();
        Stand(bench, 1000, 0.001);
        bench["x"].Lose();
        Assert.False(bench.For(300, 10).IsKnown);
        bench["x"].Set(40);

        Assert.Equal(Operand.Good(false), Stand(bench, 1000, 0.001));
    }

    private static FunctionBench New() => new("stuck", ("d", TimeSpan.FromMinutes(20)));

    private static FunctionBench Learned()
    {
        FunctionBench bench = New();
        Move(bench, 25 * Hour);
        return bench;
    }

    private static void Move(FunctionBench bench, double seconds) => bench.For(seconds, 10, second =>
    {
        bench["x"].Set(22 + second / 10 % 7);
        bench["witness"].Set(22 + second / 10 % 5);
    });

    private static Operand Stand(FunctionBench bench, double seconds, double witnessPerSecond)
    {
        double from = bench["witness"].Now.Value;
        return bench.For(seconds, 10, second =>
        {
            bench["witness"].Set(from + witnessPerSecond * second);
            if (bench["x"].Now.Value < 40)
                bench["x"].Set(40);
        });
    }
}
