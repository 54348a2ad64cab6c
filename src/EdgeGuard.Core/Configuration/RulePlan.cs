using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>Where the computed points and conditions of a configuration find their place, and why others do not.</summary>
/// <param name="Points">In an order in which what is needed comes first.</param>
public sealed record RulePlan(
    IReadOnlyList<PlannedPoint> Points,
    IReadOnlyList<PlannedCondition> Conditions,
    IReadOnlyList<UnboundRule> Unbound,
    IReadOnlyList<PlanProblem> Problems)
{
    public static readonly RulePlan Empty = new([], [], [], []);
}

/// <summary>One computed point.</summary>
/// <param name="Index">Its place in the gateway's point table.</param>
/// <param name="Name"><c>device.point</c>.</param>
public sealed record PlannedPoint(CalculationConfig Config, int Index, string Name, string Device, Unit Unit, Syntax Value, BindingTarget Target);

/// <summary>A condition rule at one place.</summary>
/// <param name="Point">Index of the point it stands on.</param>
/// <param name="Reads">Indexes of the points its raise condition reads.</param>
public sealed record PlannedCondition(RuleConfig Rule, int Point, BindingTarget Target, IReadOnlyList<int> Reads);

/// <summary>A rule or computed point that this room has no use for.</summary>
/// <param name="Missing">Signals and ratings that no device offers together, or the one signal without a point.</param>
public sealed record UnboundRule(string Id, IReadOnlyList<string> Missing);

/// <summary>What is wrong with an expression.</summary>
/// <param name="Owner">The <see cref="RuleConfig"/> or <see cref="CalculationConfig"/> it stands in.</param>
/// <param name="Key">Its key there, e.g. <c>raise</c>.</param>
public sealed record PlanProblem(object Owner, string Key, ExpressionProblem Problem);
