using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Expressions;

public class UnitTests
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData("rect1.voltage * rect1.current", Unit.Watt)]
    [InlineData("ups2.power / rect1.voltage", Unit.Ampere)]
    [InlineData("ups2.power / rect1.current", Unit.Volt)]
    [InlineData("rect1.current / 100 A", Unit.None)]
    [InlineData("rect1.current * 2", Unit.Ampere)]
    [InlineData("2 * rect1.current / 4", Unit.Ampere)]
    [InlineData("rect1.current * door.open", Unit.Ampere)]
    [InlineData("ac1.supply - ac1.return", Unit.DegreeCelsius)]
    [InlineData("rect1.current + 5", Unit.Ampere)]
    [InlineData("ups2.load / 100 % * ups2.power", Unit.Watt)]
    [InlineData("ac1.supply > 27", Unit.None)]
    public void Units_follow_the_arithmetic(string text, Unit unit) => Assert.Equal(unit, _bench.Term(text).Unit);

    [Fact]
    public void Volts_times_amperes_stand_beside_watts_and_beside_volt_amperes()
    {
        _bench.Term("rect1.voltage * rect1.current > 5 kW");
        _bench.Term("rect1.voltage * rect1.current + 2 * rect1.voltage * rect1.current > 5 kVA");
        Assert.Equal("ups2.power * 2 > 2300 W", _bench.Text("ups2.power * 2 > 230 V * 10 A"));
    }

    [Theory]
    [InlineData("ups2.load > 5 V", 10, "the two sides of \">\" differ in unit: % and V; both must be the same")]
    [InlineData("ac1.supply + rect1.current > 3", 11, "the two sides of \"+\" differ in unit: degC and A; both must be the same")]
    [InlineData("ac1.mode > 5 V", 9, "the two sides of \">\" differ in unit: none and V; both must be the same")]
    [InlineData("rect1.current / rect1.current > 80 %", 30, "the two sides of \">\" differ in unit: none and %; both must be the same")]
    [InlineData("ups2.power > 1 kVA", 11, "the two sides of \">\" differ in unit: W and VA; both must be the same")]
    [InlineData("max(ac1.supply, rect1.current)", 0, "the arguments of max differ in unit: degC and A; all must be the same")]
    [InlineData("rect1.current / 0", 16, "this divides by zero")]
    [InlineData("rect1.current / (3 - 3)", 19, "this divides by zero")]
    public void Units_that_do_not_fit_are_refused(string text, int offset, string words) => Assert.Equal((offset, words), _bench.Problem(text));

    [Theory]
    [InlineData("ac1.supply * rect1.current", "degC * A has no unit")]
    [InlineData("ups2.load * ups2.power", "% * W has no unit")]
    [InlineData("rect1.current / rect1.voltage", "A / V has no unit")]
    [InlineData("5 / rect1.voltage", "none / V has no unit")]
    public void Products_without_a_unit_are_refused(string text, string words) => Assert.StartsWith(words, _bench.Problem(text).Words);

    [Theory]
    [InlineData("ac1.supply and door.open", 0, "a condition (true or false) is needed here, not a number; write a comparison, such as … > 0")]
    [InlineData("not rect1.current", 4, "a condition (true or false) is needed here, not a number; write a comparison, such as … > 0")]
    [InlineData("(ac1.supply > 3) + 1", 12, "a number is needed here, not a condition")]
    [InlineData("count(ac1.supply)", 6, "a condition (true or false) is needed here, not a number; write a comparison, such as … > 0")]
    [InlineData("rect1.current for 5m", 0, "a condition (true or false) is needed here, not a number; write a comparison, such as … > 0")]
    [InlineData("door.open for 5", 14, "a duration is needed here, written like 10m")]
    [InlineData("door.open for ac1.mode", 14, "a duration is needed here, written like 10m")]
    [InlineData("door.open for -5m", 14, "a duration of -300 s is impossible; right is from 0 to 3660d")]
    [InlineData("\"x\" == 1", 0, "a text has no meaning here")]
    public void A_number_is_no_condition_and_a_condition_no_number(string text, int offset, string words) => Assert.Equal((offset, words), _bench.Problem(text));

    [Fact]
    public void A_bare_contact_is_a_condition_and_what_is_asked_of_the_whole_is_checked()
    {
        Assert.Empty(_bench.Bind("door.open and ac1.mode == 1", kind: ExpressionKind.Condition).Problems);
        Assert.Empty(_bench.Bind("door.open", kind: ExpressionKind.Condition).Problems);
        Assert.Empty(_bench.Bind("door.open", kind: ExpressionKind.Number).Problems);
        Assert.Equal(0, _bench.Problem("ac1.supply", kind: ExpressionKind.Condition).Offset);
        Assert.Equal("a number is needed here, not a condition", _bench.Problem("ac1.supply > 3", kind: ExpressionKind.Number).Words);
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_text() =>
        Assert.Equal(
            [4, 21, 56],
            _bench.Bind("1 + door.opn > 0 and ac1.suply > 27 degC and ac1.supply > 3 V").Problems.Select(problem => problem.Offset));
}
