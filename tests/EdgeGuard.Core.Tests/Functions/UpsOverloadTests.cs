using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

public class UpsOverloadTests
{
    private readonly Settable _load = new(Unit.Percent);
    private readonly Settable _ambient = new(Unit.DegreeCelsius);
    private readonly Bench _bench = new();

    private Operand Stand(Term term, double load, double seconds)
    {
        _load.Set(load);
        _bench.After(0, term);
        return _bench.Run(seconds, 1, term);
    }

    // Domain section 4.4.
    [Fact]
    public void Damage_adds_up_over_the_bands()
    {
        Term damage = Bench.Call("upsDamage", ("load", _load));
        Assert.Equal(0.5, Stand(damage, 107, 300).Value, 9);
        Assert.Equal(0.7, Stand(damage, 115, 12).Value, 9);
    }

    // By hand: 90/600 + 20/60 + nothing between 100 and 105 − 60/600 + 1/3.
    [Fact]
    public void It_recovers_below_full_load_and_rests_just_above_it()
    {
        Term damage = Bench.Call("upsDamage", ("load", _load));
        Assert.Equal(0.15, Stand(damage, 108, 90).Value, 9);
        Assert.Equal(0.4833333, Stand(damage, 112, 20).Value, 7);
        Assert.Equal(0.4833333, Stand(damage, 100, 300).Value, 7);
        Assert.Equal(0.3833333, Stand(damage, 99.9, 60).Value, 7);
        Assert.Equal(0.7166667, Stand(damage, 131, 1).Value, 7);
        Assert.Equal(0, Stand(damage, 40, 3600).Value);
        Assert.Equal(1, Stand(damage, 180, 2).Value);
    }

    [Theory]
    [InlineData(34.9, 0.25)]
    [InlineData(35, 0.5)]
    public void A_hot_room_halves_what_is_borne(double ambient, double expected)
    {
        Term damage = Bench.Call("upsDamage", ("load", _load), ("ambient", _ambient));
        _ambient.Set(ambient);
        Assert.Equal(expected, Stand(damage, 105, 150).Value, 9);
    }

    [Fact]
    public void A_room_of_unknown_warmth_is_taken_to_be_hot_and_told_uncertain()
    {
        Term damage = Bench.Call("upsDamage", ("load", _load), ("ambient", _ambient));
        _ambient.Set(20);
        Stand(damage, 50, 700);
        _ambient.Fail();
        Operand result = Stand(damage, 105, 150);
        Assert.Equal(0.5, result.Value, 9);
        Assert.Equal((Quality.Uncertain, QualityReason.CommFailure), (result.Quality, result.Reason));
    }

    // By hand: (1 − 0.5) · 60 s; · 600 s; · 3 s; and no band at all.
    [Fact]
    public void The_time_left_is_that_of_the_present_band()
    {
        Term left = Bench.Call("upsTimeLeft", ("load", _load));
        Assert.Equal(300, Stand(left, 107, 300).Value, 9);
        _load.Set(115);
        Assert.Equal(30, _bench.After(0, left).Value, 9);
        _load.Set(140);
        Assert.Equal(1.5, _bench.After(0, left).Value, 9);
        _load.Set(104.9);
        Assert.Equal(double.PositiveInfinity, _bench.After(0, left).Value);
    }

    [Fact]
    public void It_is_sure_after_a_recovery_time_and_a_gap_begins_that_anew()
    {
        Term damage = Bench.Call("upsDamage", ("load", _load));
        Assert.Equal(Quality.Uncertain, Stand(damage, 50, 599).Quality);
        Assert.Equal(Quality.Good, Stand(damage, 50, 1).Quality);
        double before = Stand(damage, 107, 120).Value;
        _load.Fail();
        Assert.Equal(before, _bench.Run(600, 10, damage).Value, 9);
        Assert.False(_bench.After(1, damage).IsKnown);
        _load.Set(107);
        Operand back = _bench.After(1, damage);
        Assert.Equal((Quality.Uncertain, QualityReason.Learning), (back.Quality, back.Reason));
        Assert.Equal(before, back.Value, 9);
    }

    [Fact]
    public void A_table_that_cannot_be_is_refused()
    {
        var refusal = Assert.Throws<ExpressionException>(() => Bench.Call("upsDamage", ("load", _load), ("table", "110:60 105:600")));
        Assert.Contains("105:600", refusal.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_another_make_counts()
    {
        Term damage = Bench.Call("upsDamage", ("load", _load), ("table", "102:1800 110:30"));
        Assert.Equal(0.5, Stand(damage, 103, 900).Value, 9);
    }
}
