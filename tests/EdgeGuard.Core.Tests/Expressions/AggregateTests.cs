using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Expressions;

public class AggregateTests
{
    private readonly Bench _bench = new Bench().Set("probe-1.t", 20).Set("probe-2.t", 24).Set("probe-3.t", 31);

    [Theory]
    [InlineData("min(env.temperature)", 20)]
    [InlineData("max(env.temperature)", 31)]
    [InlineData("avg(env.temperature)", 25)]
    [InlineData("median(env.temperature)", 24)]
    [InlineData("spread(env.temperature)", 11)]
    [InlineData("sum(env.temperature)", 75)]
    [InlineData("count(env.temperature > 22)", 2)]
    [InlineData("known(env.temperature)", 3)]
    [InlineData("vote(1, env.temperature)", 31)]
    [InlineData("vote(2, env.temperature)", 24)]
    [InlineData("vote(9, env.temperature)", 20)]
    [InlineData("voteLow(2, env.temperature)", 24)]
    [InlineData("voteLow(1, env.temperature)", 20)]
    [InlineData("max(env.temperature, 40)", 40)]
    [InlineData("median(probe-1.t, probe-2.t)", 22)]
    public void An_aggregate_is_one_number_of_all(string text, double expected) => Assert.Equal(Operand.Good(expected), _bench.Evaluate(text));

    [Theory]
    [InlineData("min(env.temperature)", 20.0)]
    [InlineData("max(env.temperature)", 31.0)]
    [InlineData("avg(env.temperature)", 25.5)]
    [InlineData("median(env.temperature)", 25.5)]
    [InlineData("spread(env.temperature)", 11.0)]
    [InlineData("known(env.temperature)", 2.0)]
    [InlineData("vote(2, env.temperature)", 20.0)]
    [InlineData("voteLow(2, env.temperature)", 31.0)]
    [InlineData("sum(env.temperature)", null)]
    [InlineData("count(env.temperature > 22)", null)]
    [InlineData("voteOne(1, env.temperature)", null)]
    [InlineData("vote(3, env.temperature)", null)]
    public void A_lost_probe_is_left_out_where_that_is_honest(string text, double? expected)
    {
        _bench.Lose("probe-2.t");
        Operand operand = _bench.Evaluate(text);
        Assert.Equal(expected is { } known ? Operand.Good(known) : Operand.Unknown(operand.Reason), operand);
    }

    [Fact]
    public void The_only_known_probe_votes_alone()
    {
        _bench.Lose("probe-1.t").Lose("probe-2.t");
        Assert.Equal(Operand.Good(31), _bench.Evaluate("voteOne(2, env.temperature)"));
        Assert.Equal(Operand.Unknown(QualityReason.CommFailure), _bench.Evaluate("vote(2, env.temperature)"));
        _bench.Lose("probe-3.t");
        foreach (string name in new[] { "min", "max", "avg", "median", "spread", "sum" })
            Assert.Equal(Operand.Unknown(QualityReason.CommFailure), _bench.Evaluate($"{name}(env.temperature)"));
        Assert.Equal(Operand.Good(0), _bench.Evaluate("known(env.temperature)"));
    }

    [Fact]
    public void An_accused_probe_leaves_the_reference_while_others_are_good()
    {
        _bench.SetUncertain("probe-3.t", 90);
        Assert.Equal(Operand.Good(22), _bench.Evaluate("median(env.temperature)"));
        Assert.Equal(Operand.Uncertain(20, QualityReason.Implausible), _bench.Evaluate("vote(3, env.temperature)"));
        _bench.Lose("probe-1.t").Lose("probe-2.t");
        Assert.Equal(Operand.Uncertain(90, QualityReason.Implausible), _bench.Evaluate("median(env.temperature)"));
    }

    [Fact]
    public void In_the_room_the_argument_is_bound_once_a_device_that_offers_all_its_signals()
    {
        Assert.Equal("max(ac1.return - ac1.supply, ac2.return - ac2.supply)", _bench.Text("max(ac.returnTemperature - ac.supplyTemperature)"));
        Assert.Equal("count(ac1.demand > 20 % and ac1.mode == 1)", _bench.Text("count(ac.demand > 20 and ac.mode == 1)"));
        Assert.Equal("count(ac1.demand > 20 %, ac2.mode == 1)", _bench.Text("count((ac.demand > 20) ?? (ac.mode == 1))"));
        Assert.Equal(["ac.humidity"], _bench.Bind("max(ac.humidity)").NotOffered);
    }

    [Fact]
    public void In_the_room_each_of_a_devices_points_counts()
    {
        Assert.Equal("sum(rect1.module1, rect1.module2, rect1.module3)", _bench.Text("sum(rect.moduleCurrent)"));
        Assert.Equal("count(rect1.module1 > 0.5 * rect1.current, rect1.module2 > 0.5 * rect1.current, rect1.module3 > 0.5 * rect1.current)", _bench.Text("count(rect.moduleCurrent > 0.5 * rect.current)"));
        Assert.Equal("max(max(rect1.module1, rect1.module2, rect1.module3) - rect1.current)", _bench.Text("max(max(rect.moduleCurrent) - rect.current)"));
    }

    [Fact]
    public void In_a_device_an_aggregate_takes_the_devices_own_points()
    {
        Assert.Equal("sum(rect1.module1, rect1.module2, rect1.module3)", _bench.Text("sum(rect.moduleCurrent)", _bench.Device("rect1")));
        Assert.Equal("max(ac2.supply)", _bench.Text("max(ac.supplyTemperature)", _bench.Device("ac2")));
        Assert.Equal(["env.temperature"], _bench.Bind("max(env.temperature)", _bench.Device("ac2")).NotOffered);
    }

    [Fact]
    public void Two_signals_of_several_points_each_cannot_be_paired() =>
        Assert.Equal(
            "an aggregate can go through the points of one signal, not of several: rect.moduleCurrent, rect.moduleStatus",
            _bench.Problem("count(rect.moduleStatus == 1 and rect.moduleCurrent < 1)").Words);

    [Fact]
    public void Ratings_are_gathered_from_all_devices_that_have_them_and_missed_where_a_signal_needs_them()
    {
        Assert.Equal("sum(12000 W, 10000 W)", _bench.Text("sum(rating.coolingPower)"));
        Assert.Equal(["rating.apparentPower"], _bench.Bind("sum(ups.load / 100 % * rating.apparentPower)").NotOffered);
    }

    [Fact]
    public void Each_element_remembers_for_itself()
    {
        Assert.Equal("median(previous(probe-1.t), previous(probe-2.t), previous(probe-3.t))", _bench.Text("median(previous(env.temperature))"));
        Assert.Equal(3, _bench.Pool.All.Count);
    }
}
