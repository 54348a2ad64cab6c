using CsCheck;

namespace EdgeGuard.Core.Tests.Expressions;

public class CanonicalTextTests
{
    /// <summary>Expanded aggregates may grow beyond what can be parsed.</summary>
    private const int LongestText = 2_500;

    private static readonly Gen<string> s_number = Gen.Recursive<string>((depth, number) => depth > 3
        ? Gen.OneOf("ac1.supply", "ac1.return", "27 degC", "-3 degC", "room.delta", "'ac2.supply'", "20 degC")
        : Gen.OneOf<string>(
            Gen.OneOf("ac1.supply", "probe-1.t", "0.7 K", "-4 degF"),
            Gen.Select(number, Gen.OneOf(" + ", " - "), number, (a, op, b) => $"({a}){op}({b})"),
            Gen.Select(number, number, (a, b) => $"{a} + {b}"),
            Gen.Select(number, Gen.OneOf(" * 2", " / 4", " * (1 + door.open)"), (a, op) => $"({a}){op}"),
            Gen.Select(number, a => $"-({a})"),
            Gen.Select(number, number, (a, b) => $"median({a}, {b}, env.temperature)"),
            Gen.Select(number, a => $"previous({a})")));

    private static readonly Gen<string> s_condition = Gen.Recursive<string>((depth, condition) => depth > 3
        ? Gen.OneOf("door.open", "ac1.mode == 2", "rect1.current > 80", "ups2.power > rect1.voltage * rect1.current")
        : Gen.OneOf<string>(
            Gen.Select(s_number, Gen.OneOf(" < ", " >= ", " == "), s_number, (a, op, b) => $"{a}{op}{b}"),
            Gen.Select(condition, Gen.OneOf(" and ", " or "), condition, (a, op, b) => $"({a}){op}({b})"),
            Gen.Select(condition, condition, (a, b) => $"({a}) or ({b}) and ({a})"),
            Gen.Select(condition, a => $"not ({a})"),
            Gen.Select(condition, a => $"(({a}) for 5m)"),
            Gen.Select(condition, a => $"count({a}) > 1"),
            Gen.Select(condition, a => $"rises({a} for 90s)")));

    [Fact]
    public void The_canonical_text_parses_to_the_same_canonical_text() =>
        s_condition.Sample(
            written =>
            {
                var bench = new Bench();
                string text = written.Length <= LongestText ? bench.Text(written) : "";
                if (text.Length is > 0 and <= LongestText)
                    Assert.Equal(text, bench.Text(text));
            },
            iter: 3_000);

    [Theory]
    [InlineData("ac1.supply - (ac1.return - 3)", "ac1.supply - (ac1.return - 3 degC)")]
    [InlineData("(ac1.supply - ac1.return) - 3 degC", "ac1.supply - ac1.return - 3 degC")]
    [InlineData("((ac1.supply) > 27)", "ac1.supply > 27 degC")]
    [InlineData("door.open or (ac1.mode == 1 and ac2.mode == 1)", "door.open or ac1.mode == 1 and ac2.mode == 1")]
    [InlineData("held(door.open, 15m)", "door.open for 900s")]
    [InlineData("load(ups)", "'ups.load'")]
    [InlineData("2 * 50 A < rect1.current", "100 A < rect1.current")]
    public void Parentheses_stand_only_where_they_mean_something(string text, string canonical)
    {
        var bench = new Bench();
        Assert.Equal(canonical, bench.Text(text));
        Assert.Equal(canonical, bench.Text(canonical));
    }
}
