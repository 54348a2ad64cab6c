using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Expressions;

public class LogicTests
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData(0, 0, Truth.False, Truth.False)]
    [InlineData(0, 1, Truth.False, Truth.True)]
    [InlineData(0, null, Truth.False, Truth.Unknown)]
    [InlineData(1, 1, Truth.True, Truth.True)]
    [InlineData(1, null, Truth.Unknown, Truth.True)]
    [InlineData(null, null, Truth.Unknown, Truth.Unknown)]
    public void And_and_or_have_three_values(int? a, int? b, Truth and, Truth or)
    {
        foreach (var (first, second) in new[] { (a, b), (b, a) })
        {
            Set("ac1.mode", first);
            Set("ac2.mode", second);
            Assert.Equal(and, _bench.Evaluate("ac1.mode and ac2.mode").Truth);
            Assert.Equal(or, _bench.Evaluate("ac1.mode or ac2.mode").Truth);
            Assert.Equal(and, _bench.Evaluate("all(ac.mode)").Truth);
            Assert.Equal(or, _bench.Evaluate("any(ac.mode == 1)").Truth);
        }
    }

    [Theory]
    [InlineData(0, Truth.True)]
    [InlineData(1, Truth.False)]
    [InlineData(null, Truth.Unknown)]
    public void Not_of_unknown_is_unknown(int? value, Truth expected)
    {
        Set("ac1.mode", value);
        Assert.Equal(expected, _bench.Evaluate("not ac1.mode").Truth);
    }

    [Fact]
    public void A_truth_is_as_sure_as_what_proves_it()
    {
        _bench.Set("ac1.mode", 1).SetUncertain("ac2.mode", 1);
        Assert.Equal(Quality.Good, _bench.Evaluate("ac1.mode or ac2.mode").Quality);
        Assert.Equal(Quality.Uncertain, _bench.Evaluate("ac1.mode and ac2.mode").Quality);
        _bench.Set("ac1.mode", 0);
        Assert.Equal(Quality.Uncertain, _bench.Evaluate("ac1.mode or ac2.mode").Quality);
        Assert.Equal(Quality.Good, _bench.Evaluate("ac1.mode and ac2.mode").Quality);
    }

    [Fact]
    public void A_comparison_and_arithmetic_with_what_is_unknown_are_unknown_for_its_reason()
    {
        _bench.Set("ac1.supply", 20).Lose("ac1.return");
        Assert.Equal(Operand.Unknown(QualityReason.CommFailure), _bench.Evaluate("ac1.return > ac1.supply"));
        Assert.Equal(Operand.Unknown(QualityReason.CommFailure), _bench.Evaluate("ac1.supply - ac1.return"));
        Assert.Equal(Operand.Good(-20), _bench.Evaluate("-ac1.supply"));
    }

    [Fact]
    public void Division_by_zero_at_run_time_is_unknown()
    {
        _bench.Set("rect1.current", 20).Set("rect1.module1", 0);
        Assert.Equal(Operand.Unknown(QualityReason.OutOfRange), _bench.Evaluate("rect1.current / rect1.module1"));
        _bench.Set("rect1.module1", 5);
        Assert.Equal(Operand.Good(4), _bench.Evaluate("rect1.current / rect1.module1"));
    }

    [Fact]
    public void Every_part_sees_every_pass_whatever_the_first_says()
    {
        Term term = _bench.Term("door.open and previous(ac1.supply) > 3");
        _bench.Set("door.open", 0);
        for (int i = 0; i < 5; i++)
            _bench.Evaluate(term);
        Assert.Equal(5, Assert.IsType<PreviousTerm>(Assert.Single(_bench.Pool.All)).Advances);
    }

    private void Set(string point, int? value)
    {
        if (value is { } known)
            _bench.Set(point, known);
        else
            _bench.Lose(point);
    }
}
