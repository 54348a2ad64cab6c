using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Tests.Profiles;

namespace EdgeGuard.Core.Tests.Rules;

/// <summary>The packs of <c>hardware/rules</c> against a large room that has nearly every signal.</summary>
public class ShippedRulesTests
{
    private static readonly GatewayModel s_model = BigRoom.Model(Shipped.Hardware, Shipped.Signals);

    [Fact]
    public void No_expression_of_a_pack_has_a_problem() =>
        Assert.Empty(s_model.Plan.Problems.Select(p => $"{Id(p.Owner)}.{p.Key} at {p.Problem.Offset}: {p.Problem.Words.En}"));

    [Fact]
    public void A_room_with_nearly_every_signal_leaves_few_rules_unbound() =>
        Assert.Equal([], s_model.Plan.Unbound.Select(u => $"{u.Id}: {string.Join(", ", u.Missing)}"));

    private static string Id(object owner) => owner is RuleConfig rule ? rule.Id : ((CalculationConfig)owner).Id;
}
