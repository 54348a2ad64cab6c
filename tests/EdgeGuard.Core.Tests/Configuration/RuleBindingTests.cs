using System.Text.RegularExpressions;
using CsCheck;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Configuration;

public class RuleBindingTests
{
    private static RuleConfig Rule(string id, string? signal = null, string? point = null) =>
        new() { Id = id, Type = RuleType.Digital, Signal = signal, Point = point, Label = new Words(id, id) };

    [Fact]
    public void Rules_bind_by_signal_or_by_name_in_the_order_of_rules_and_points()
    {
        PointOutline[] points = [new("r1.door", "env.door"), new("r2.door", "env.door"), new("ups.load", null)];

        RuleConfig[] rules = [Rule("z", point: "*.door"), Rule("a", signal: "env.door"), Rule("b", point: "ups.load"), Rule("c", point: "ups")];
        var matches = rules.SelectMany(rule => RuleBinding.PointsOf(rule, points).Select(point => (rule.Id, point)));

        Assert.Equal([("z", 0), ("z", 1), ("a", 0), ("a", 1), ("b", 2)], matches);
    }

    [Fact]
    public void A_disabled_rule_watches_nothing() =>
        Assert.False(RuleBinding.Watches(Rule("a", point: "*") with { Disabled = true }, new PointOutline("x.y", null)));

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("ups*.load", "ups1.load", true)]
    [InlineData("ups*.load", "ups.load", true)]
    [InlineData("ups*.load", "UPS1.load", false)]
    [InlineData("*a*b", "xaxbxab", true)]
    [InlineData("*a*b", "xaxbxa", false)]
    [InlineData("a.b", "axb", false)]
    public void A_star_stands_for_any_letters(string pattern, string name, bool fits) => Assert.Equal(fits, RuleBinding.Fits(pattern, name));

    [Fact]
    public void A_pattern_fits_exactly_what_the_same_expression_fits()
    {
        var letters = Gen.Char["ab*"].Array[0, 8].Select(c => new string(c));
        Gen.Select(letters, Gen.Char["ab"].Array[0, 10].Select(c => new string(c))).Sample((pattern, name) =>
            RuleBinding.Fits(pattern, name) == Regex.IsMatch(name, "^" + pattern.Replace("*", ".*", StringComparison.Ordinal) + "\\z"));
    }
}
