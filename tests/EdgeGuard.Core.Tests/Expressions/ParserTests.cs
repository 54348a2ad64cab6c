using CsCheck;
using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Tests.Expressions;

public class ParserTests
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData("1 + 2 * 3 == 7")]
    [InlineData("(1 + 2) * 3 == 9")]
    [InlineData("10 - 2 - 3 == 5")]
    [InlineData("12 / 2 / 3 == 2")]
    [InlineData("-2 * 3 == -6")]
    [InlineData("- (1 + 1) == -2")]
    [InlineData("--2 == 2")]
    [InlineData("true or false and false")]
    [InlineData("not false and true")]
    [InlineData("not (true and false)")]
    [InlineData("not 1 > 2")]
    [InlineData("1 < 2 and 2 <= 2 and 3 > 2 and 2 >= 2 and 1 != 2")]
    [InlineData("1e3 == 1000 and 2.5E-1 == 0.25")]
    public void Operators_bind_as_in_arithmetic_and_logic(string text) => Assert.Equal("true", _bench.Text(text));

    [Theory]
    [InlineData("27 degC", "27 degC")]
    [InlineData("27°C", "27 degC")]
    [InlineData("77 degF", "25 degC")]
    [InlineData("-4 degF", "-20 degC")]
    [InlineData("0.7 K", "0.7 degC")]
    [InlineData("5 kW", "5000 W")]
    [InlineData("80 %", "80 %")]
    [InlineData("60%RH", "60 %RH")]
    [InlineData("10m", "600s")]
    [InlineData("10 min", "600s")]
    [InlineData("420s", "420s")]
    [InlineData("2h", "7200s")]
    [InlineData("7d", "604800s")]
    [InlineData("500ms", "0.5s")]
    [InlineData("1.5 kVA", "1500 VA")]
    public void A_number_is_kept_in_the_canonical_unit(string text, string canonical) => Assert.Equal(canonical, _bench.Text(text));

    [Theory]
    [InlineData("", 0, "the end of the expression is not expected here")]
    [InlineData("1 +", 3, "the end of the expression is not expected here")]
    [InlineData("(1 > 2", 6, ") is expected here, not the end of the expression")]
    [InlineData("1 > 2)", 5, "\")\" is not expected here")]
    [InlineData("1 = 2", 2, "the character “=” has no meaning here; right is ==")]
    [InlineData("温度 > 2", 0, "the character “温” has no meaning here")]
    [InlineData("1 > 2 😀", 6, "the character “😀” has no meaning here")]
    [InlineData("max（1）", 3, "the character “（” has no meaning here; right is (")]
    [InlineData("1 \ud83d", 2, "the character U+FFFD has no meaning here")]
    [InlineData("5 kw > 1", 2, "there is no unit \"kw\", did you mean kW")]
    [InlineData("1 < 2 < 3", 6, "comparisons cannot be chained; right is a < b and b < c")]
    [InlineData("1 > 2 for 5m and 2 > 1", 13, "nothing may follow a for; put it in parentheses: (a > 1 for 10m) and b > 2")]
    [InlineData("\"abc", 0, "the quotation mark is never closed")]
    [InlineData("1e999", 0, "the number 1e999 is too big")]
    [InlineData("max(1, )", 7, "\")\" is not expected here")]
    [InlineData("1 and or 2", 6, "\"or\" is not expected here")]
    public void What_is_no_expression_is_refused_with_its_place(string text, int offset, string words) =>
        Assert.Equal((offset, words), _bench.Problem(text));

    [Fact]
    public void Size_and_depth_are_bounded()
    {
        Assert.Contains("at most 4000", _bench.Problem(new string(' ', 4001)).Words);
        Assert.Contains("at most 1000", _bench.Problem(string.Join("+", Enumerable.Repeat("1", 600))).Words);
        foreach (string open in new[] { "(", "not ", "-", "max(", "1 ?? " })
            Assert.Contains("at most 64", _bench.Problem(string.Concat(Enumerable.Repeat(open, 70)) + "1").Words);
        Assert.NotNull(Expression.Parse(string.Concat(Enumerable.Repeat("(", 60)) + "1" + new string(')', 60)).Syntax);
    }

    [Fact]
    public void No_text_whatever_makes_the_parser_or_the_binder_throw()
    {
        string[] pieces =
        [
            "ac1.supply", "ac.mode", "env.temperature", "self", "rating.current", "asset.installed", "max(", "others(", "vote(", "previous(", "scaled(", "has(", "held(", "count(",
            ")", "(", ",", " and ", " or ", "not ", " for ", "10m", "5 kW", "80 %", "3", "0", "-", "+", "*", "/", "<", ">=", "==", " ?? ", "true", "\"x\"", "'ups.load'", "tau: ", "k: ", "x", "温", "\ud83d", ".",
        ];
        Gen<string> text = Gen.OneOf<string>(Gen.String[0, 60], Gen.OneOf(pieces).Array[0, 16].Select(string.Concat));
        text.Sample(
            written =>
            {
                var bench = new Bench();
                foreach (BindingTarget target in new[] { BindingTarget.Room, bench.Device("rect1"), bench.Point("probe-1.t") })
                {
                    BoundExpression bound = bench.Bind(written, target);
                    Assert.Equal(1, (bound.Term is null ? 0 : 1) + (bound.Problems.Count > 0 ? 1 : 0) + (bound.NotOffered.Count > 0 ? 1 : 0));
                    Assert.All(bound.Problems, problem => Assert.InRange(problem.Offset, 0, written.Length));
                }
            },
            iter: 10_000);
    }
}
