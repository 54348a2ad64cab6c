using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Configuration;

public class RuleLayersTests
{
    private static RuleConfig Rule(string id, string? point = null, bool disabled = false) =>
        new() { Id = id, Type = RuleType.Digital, Point = point, Disabled = disabled, Label = new Words(id, id) };

    [Fact]
    public void A_rule_of_the_site_takes_the_place_of_the_shipped_one_and_new_ones_follow()
    {
        var merged = RuleLayers.Merge([Rule("a"), Rule("b"), Rule("c")], [Rule("d", "x"), Rule("b", "x")]);

        Assert.Equal([("a", null), ("b", "x"), ("c", null), ("d", "x")], merged.Select(r => (r.Id, r.Point)));
    }

    [Fact]
    public void A_disabled_rule_takes_the_shipped_one_out_of_service() =>
        Assert.Equal(["b"], RuleLayers.Merge([Rule("a"), Rule("b")], [Rule("a", disabled: true), Rule("c", disabled: true)]).Select(r => r.Id));
}
