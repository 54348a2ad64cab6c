using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Expressions;

public class HeldTests
{
    private readonly Bench _bench = new();
    private readonly Term _held;

    public HeldTests() => _held = _bench.Term("ac1.supply > 27 for 60s");

    [Fact]
    public void It_is_true_at_the_first_pass_after_the_whole_duration()
    {
        Assert.Equal(Truth.False, Run(30, seconds: 56, step: 5));
        Assert.Equal(Truth.True, Run(30, seconds: 10, step: 5));
    }

    [Fact]
    public void A_false_begins_it_anew()
    {
        Run(30, 55, 5);
        Assert.Equal(Truth.False, Run(20, 5, 5));
        Assert.Equal(Truth.False, Run(30, 60, 5));
        Assert.Equal(Truth.True, Run(30, 5, 5));
    }

    [Fact]
    public void Bad_data_for_less_than_a_minute_only_freezes_the_time()
    {
        Run(30, 45, 5);
        Assert.Equal(Truth.Unknown, Run(null, 40, 5));
        Assert.Equal(Truth.False, Run(30, 20, 5));
        Assert.Equal(Truth.True, Run(30, 5, 5));
    }

    [Fact]
    public void True_for_50_s_then_bad_for_two_hours_is_not_true_after_ten_more() // domain: section 4.1, rule 2
    {
        Run(30, 55, 5);
        Run(null, 7200, 5);
        Assert.Equal(Truth.False, Run(30, 15, 5));
        Assert.Equal(Truth.False, Run(30, 45, 5));
        Assert.Equal(Truth.True, Run(30, 10, 5));
    }

    [Fact]
    public void Time_in_which_the_gateway_was_down_does_not_count()
    {
        Run(30, 30, 5);
        Assert.Equal(Truth.False, Run(30, 7200, 7200));
        Assert.Equal(Truth.False, Run(30, 55, 5));
        Assert.Equal(Truth.True, Run(30, 5, 5));
    }

    [Fact]
    public void A_device_polled_every_five_minutes_can_hold_too()
    {
        Run(20, 1200, 300);
        Assert.Equal(Truth.False, Run(30, 300, 300));
        Assert.Equal(Truth.True, Run(30, 300, 300));
    }

    [Fact]
    public void It_goes_on_after_a_restart_as_if_there_had_been_none()
    {
        Run(30, 50, 5);
        var writer = new StateWriter();
        Assert.Single(_bench.Pool.All).Save(writer);
        var after = new Bench();
        Term held = after.Term("ac1.supply > 27 for 60s");
        var reader = new StateReader(writer.Written);
        Assert.Single(after.Pool.All).Load(ref reader);
        Assert.True(reader.AtEnd);
        after.Context.Now = _bench.Context.Now;
        after.Set("ac1.supply", 30);
        for (int i = 0; i < 5; i++)
            Assert.Equal(_bench.Evaluate(_held, 5), after.Evaluate(held, 5));
        Assert.Equal(Truth.True, _bench.Evaluate(_held, 5).Truth);
    }

    [Fact]
    public void What_is_uncertain_is_held_as_uncertain()
    {
        _bench.SetUncertain("ac1.supply", 30);
        Operand last = default;
        for (int i = 0; i < 20; i++)
            last = _bench.Evaluate(_held, 5);
        Assert.Equal(Operand.Uncertain(1, QualityReason.Implausible), last);
    }

    private Truth Run(double? supply, double seconds, double step)
    {
        if (supply is { } value)
            _bench.Set("ac1.supply", value);
        else
            _bench.Lose("ac1.supply");
        Truth last = default;
        for (double at = 0; at < seconds; at += step)
            last = _bench.Evaluate(_held, step).Truth;
        return last;
    }
}
