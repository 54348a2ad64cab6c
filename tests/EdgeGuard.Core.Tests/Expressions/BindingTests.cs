using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Expressions;

public class BindingTests
{
    private readonly Bench _bench = new();

    [Fact]
    public void In_a_device_a_signal_is_that_devices_point()
    {
        Assert.Equal("ac2.return - ac2.supply", _bench.Text("ac.returnTemperature - ac.supplyTemperature", _bench.Device("ac2")));
        Assert.Equal("ac2.supply", _bench.Text("self.supply", _bench.Device("ac2")));
        Assert.Equal("ac2.supply > room.delta", _bench.Text("ac.supplyTemperature > room.delta", _bench.Device("ac2")));
    }

    [Fact]
    public void A_device_called_like_a_family_of_signals_does_not_catch_the_rules_of_the_others()
    {
        Assert.Equal("ups2.load", _bench.Text("ups.load", _bench.Device("ups2")));
        Assert.Equal(["ups.load"], _bench.Bind("ups.load", _bench.Device("ac1")).NotOffered);
        Assert.Equal("'ups.load'", _bench.Text("ups.load"));
        Assert.Equal("'ups.load' + ups2.load", _bench.Text("'ups.load' + ups.load", _bench.Device("ups2")));
        Assert.Equal("max('ups.load', ups2.load)", _bench.Text("max(ups.load)"));
    }

    [Fact]
    public void In_the_room_a_signal_of_one_point_may_stand_alone()
    {
        Assert.Equal("ac1.demand", _bench.Text("ac.demand"));
        Assert.Equal((0, "the room has 3 of env.temperature; take an aggregate, such as max(env.temperature), or name the device"), _bench.Problem("env.temperature > 30"));
        Assert.Equal(["mains.lost"], _bench.Bind("mains.lost and ac.demand > 3").NotOffered);
    }

    [Fact]
    public void In_a_point_self_is_the_point_and_signals_are_its_devices()
    {
        Assert.Equal("probe-2.t - median(probe-1.t, probe-3.t)", _bench.Text("self - others(env.temperature)", _bench.Point("probe-2.t")));
        Assert.Equal("median(previous(probe-1.t), previous(probe-3.t))", _bench.Text("others(previous(self))", _bench.Point("probe-2.t")));
        Assert.Equal("rect1.module2 > rect1.current / 3", _bench.Text("self > rect.current / rating.modules", _bench.Point("rect1.module2")));
        Assert.Equal(["ac.demand"], _bench.Bind("others(self)", _bench.Point("ac1.demand")).NotOffered);
        Assert.Equal("probe-2.t - probe-1.t", _bench.Text("self -probe-1.t", _bench.Point("probe-2.t")));
        Assert.Equal((0, "self is possible only in an expression that is bound to a point (each: point)"), _bench.Problem("self > 3", _bench.Device("ac1")));
    }

    [Fact]
    public void What_the_target_lacks_is_named_and_is_no_problem()
    {
        BoundExpression bound = _bench.Bind("ac.humidity > 60 and rating.current > 3 and ac.demand > 20", _bench.Device("ac2"));
        Assert.Empty(bound.Problems);
        Assert.Null(bound.Term);
        Assert.Equal(["ac.humidity", "rating.current", "ac.demand"], bound.NotOffered);
    }

    [Fact]
    public void What_the_target_lacks_is_checked_for_units_all_the_same() =>
        Assert.Equal("the two sides of \">\" differ in unit: %RH and degC; both must be the same", _bench.Problem("ac.humidity > 20 degC", _bench.Device("ac2")).Words);

    [Fact]
    public void A_fallback_stands_in_where_the_target_offers_nothing()
    {
        Assert.Equal("ac1.demand", _bench.Text("ac.demand ?? 100", _bench.Device("ac1")));
        Assert.Equal("100 %", _bench.Text("ac.demand ?? 100", _bench.Device("ac2")));
        Assert.Equal("rect1.current > 80 A", _bench.Text("rect.current > 0.8 * rating.breakerCurrent ?? rating.current", _bench.Device("rect1")));
        Assert.Equal("ac2.mode == 1", _bench.Text("(ac.demand > 20) ?? (ac.humidity > 3) ?? (ac.mode == 1)", _bench.Device("ac2")));
        Assert.Equal(10, _bench.Problem("ac.demand ?? 5 V", _bench.Device("ac1")).Offset);
    }

    [Fact]
    public void A_fallback_does_not_stand_in_for_what_is_unknown_at_the_moment()
    {
        _bench.Lose("ac1.demand");
        Assert.Equal(QualityReason.CommFailure, _bench.Evaluate("ac.demand ?? 100", _bench.Device("ac1")).Reason);
    }

    [Fact]
    public void Has_is_decided_when_bound_and_frees_a_rule_of_what_is_not_there()
    {
        Assert.Equal("true", _bench.Text("has(ac.demand)", _bench.Device("ac1")));
        Assert.Equal("false", _bench.Text("has(ac.demand)", _bench.Device("ac2")));
        Assert.Equal("ac2.mode == 1", _bench.Text("ac.mode == 1 and (not has(ac.demand) or ac.demand > 20)", _bench.Device("ac2")));
        Assert.Equal("ac1.mode == 1 and ac1.demand > 20 %", _bench.Text("ac.mode == 1 and (not has(ac.demand) or ac.demand > 20)", _bench.Device("ac1")));
        Assert.Equal("true", _bench.Text("has(env.temperature) and has(ac1.supply) and has(rating.coolingPower) and not has(rating.tankTime)"));
        Assert.Equal("true", _bench.Text("has(rect.moduleCurrent) and has(rating.current)", _bench.Device("rect1")));
        Assert.Equal("there is no point or signal \"ac.humidty\", did you mean ac.humidity", _bench.Problem("has(ac.humidty)").Words);
    }

    [Fact]
    public void Ratings_and_the_day_of_installation_are_constants_of_the_device()
    {
        Assert.Equal("rect1.current / 100 A", _bench.Text("rect.current / rating.current", _bench.Device("rect1")));
        Assert.Equal("1625011200s", _bench.Text("asset.installed", _bench.Device("rect1")));
        Assert.Equal("door.open for 36000s", _bench.Text("door.open for rating.requiredAutonomy", _bench.Device("rect1")));
        Assert.Equal(["asset.installed"], _bench.Bind("asset.installed", _bench.Device("ac1")).NotOffered);
        Assert.Equal("6000 VA", _bench.Text("rating.apparentPower"));
    }

    [Fact]
    public void A_call_of_a_devices_name_is_its_point() =>
        Assert.Equal("ac1.demand > 20 % and ac1.supplyReturnDelta < 4 degC for 600s", _bench.Text("ac1.demand > 20 and supplyReturnDelta(ac1) < 4 for 10m"));

    [Theory]
    [InlineData("3 < ac1.retrun", 4, "there is no point or signal \"ac1.retrun\", did you mean ac1.return")]
    [InlineData("ac.suplyTemperature > 3", 0, "there is no point or signal \"ac.suplyTemperature\", did you mean ac.supplyTemperature")]
    [InlineData("'ac.supplyTemperature' > 3", 0, "there is no point or signal \"ac.supplyTemperature\"")]
    [InlineData("ac1 > 3", 0, "ac1 is a device; name one of its points, ac1.…")]
    [InlineData("rating.curent > 3", 0, "there is no rating \"curent\", did you mean rating.current")]
    [InlineData("asset.instaled > 3", 0, "there is no asset datum \"instaled\", did you mean asset.installed")]
    [InlineData("1 + medain(env.temperature)", 4, "there is no function \"medain\", did you mean median")]
    [InlineData("supplyRetunDelta(ac1) > 4", 0, "there is no function \"supplyRetunDelta\", did you mean supplyReturnDelta")]
    [InlineData("max(x: 3)", 4, "the arguments of max have no names")]
    [InlineData("max()", 0, "max needs an argument")]
    [InlineData("vote(1.5, env.temperature)", 5, "the first argument of vote must be a whole number of at least 1")]
    [InlineData("has(3)", 0, "has takes one name, such as has(env.humidity)")]
    public void An_unknown_name_is_refused_with_its_place_and_the_nearest_known(string text, int offset, string words) =>
        Assert.Equal((offset, words), _bench.Problem(text));

    [Fact]
    public void A_device_with_several_points_of_a_signal_is_refused_outside_of_aggregates() =>
        Assert.Equal(
            (0, "rect1 has 3 points of rect.moduleCurrent; only an aggregate may take them, such as max(rect.moduleCurrent)"),
            _bench.Problem("rect.moduleCurrent > 3", _bench.Device("rect1")));

    [Fact]
    public void The_points_and_devices_it_reads_are_told()
    {
        BoundExpression bound = _bench.Bind("max(ac.supplyTemperature) > 3 and door.open and previous(ac1.supply) > 3");
        Assert.Equal(new[] { "ac1.supply", "ac2.supply", "door.open" }.Select(_bench.Index).Order(), bound.Points);
        Assert.Equal(["ac1", "ac2", "door"], bound.Devices);
        Assert.True(bound.IsCondition);
        Assert.False(_bench.Bind("ac1.supply").IsCondition);
    }

    [Fact]
    public void What_an_expression_stands_on_is_described_with_its_present_values()
    {
        _bench.Set("ac1.supply", 14).Set("ac1.return", 24).Set("door.open", 0);
        Term term = _bench.Term("previous(ac1.return - ac1.supply) > 4 and not door.open or ac1.supply > 40");
        _bench.Evaluate(term);
        _bench.Evaluate(term);
        Assert.Equal(
            [("previous(ac1.return - ac1.supply)", 10), ("ac1.return", 24), ("ac1.supply", 14), ("door.open", 0)],
            Expression.Describe(term, _bench.Context).Select(value => (value.Text, value.Value.Value)));
    }
}
