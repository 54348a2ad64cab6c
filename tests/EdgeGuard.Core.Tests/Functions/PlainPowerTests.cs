using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

public class PlainPowerTests
{
    private static Settable Worth(double value)
    {
        var term = new Settable();
        term.Set(value);
        return term;
    }

    private static Operand Now(Term term) => new Bench().After(1, term);

    [Fact]
    public void An_imbalance_is_told_in_percent()
    {
        Term imbalance = Bench.Call("imbalance", ("a", Worth(10)), ("b", Worth(10)), ("c", Worth(16)));
        Assert.Equal(33.333, Now(imbalance).Value, 3);
        Assert.Equal(Unit.Percent, imbalance.Unit);
    }

    [Fact]
    public void One_unknown_phase_makes_it_unknown_and_an_uncertain_one_uncertain()
    {
        var phase = new Settable();
        phase.Fail();
        Term imbalance = Bench.Call("imbalance", ("a", Worth(10)), ("b", phase), ("c", Worth(16)));
        Assert.Equal(Operand.Unknown(QualityReason.CommFailure), Now(imbalance));
        phase.Now = Operand.Uncertain(10, QualityReason.Implausible);
        Assert.Equal((Quality.Uncertain, QualityReason.Implausible), (Now(imbalance).Quality, Now(imbalance).Reason));
    }

    [Fact]
    public void Eleven_modules_need_two_spares() => Assert.Equal(2, Now(Bench.Call("spares", ("modules", Worth(11)))).Value);

    [Fact]
    public void Gas_needs_air_and_eight_times_as_much_on_boost()
    {
        Assert.Equal(0.6, Now(Bench.Call("hydrogen", ("cells", Worth(24)), ("capacity", Worth(500)))).Value, 12);
        Assert.Equal(4.8, Now(Bench.Call("hydrogen", ("cells", Worth(24)), ("capacity", Worth(500)), ("boost", Worth(1)))).Value, 12);
        Assert.Equal(16.8, Now(Bench.Call("ventOpening", ("cells", Worth(24)), ("capacity", Worth(500)))).Value, 12);
    }

    [Fact]
    public void A_limit_in_another_unit_is_refused()
    {
        var refusal = Assert.Throws<ExpressionException>(() =>
            Bench.Call("peakTrend", ("x", new Settable(Unit.Percent)), ("limit", new Settable(Unit.Ampere))));
        Assert.Equal("x is in % and limit in A: they must be in the same unit.", refusal.Words.En);
        Assert.Throws<ExpressionException>(() => Bench.Call("imbalance",
            ("a", new Settable(Unit.Ampere)), ("b", new Settable(Unit.Ampere)), ("c", new Settable(Unit.Volt))));
    }

    [Fact]
    public void A_time_below_zero_asks_for_no_capacity() => Assert.Equal(0, Now(Bench.Call(
        "requiredCapacity", ("current", Worth(10)), ("time", Worth(-5)), ("temperature", Worth(25)))).Value);
}
