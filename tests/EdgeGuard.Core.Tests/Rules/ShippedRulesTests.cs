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

    /// <summary>A rule that binds nowhere is judged by no test either; these two need a room's main meter and a generator.</summary>
    [Fact]
    public void A_room_with_nearly_every_signal_leaves_no_rule_unbound_but_those_of_equipment_it_has_not() => Assert.Equal(
        ["meter-room", "room-generator"],
        s_model.Plan.Unbound.Select(u => u.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_says_where_its_numbers_come_from() => Assert.Empty(
        s_model.Alarms.Select(a => a.Rule).DistinctBy(r => r.Id).Where(r => r.Source is null && r.Id is not ("silent" or "invalid")).Select(r => r.Id));

    private static string Id(object owner) => owner is RuleConfig rule ? rule.Id : ((CalculationConfig)owner).Id;
}
