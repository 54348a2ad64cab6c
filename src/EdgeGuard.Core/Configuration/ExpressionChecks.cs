using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Functions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>What is wrong with the expressions of rules and computed points, each told at its place inside the file.</summary>
internal static class ExpressionChecks
{
    public static IEnumerable<ConfigError> Of(ConfigurationSet set, HardwareCatalog catalog, RulePlan plan)
    {
        var places = new Dictionary<object, ConfigSpot>(ReferenceEqualityComparer.Instance);
        foreach ((RuleConfig rule, ConfigSpot spot) in RuleChecks.InForce(set))
            places[rule] = spot;
        foreach ((CalculationConfig calculation, ConfigSpot spot) in Calculations(set))
            places[calculation] = spot;
        IEnumerable<ConfigError> signals = places
            .Where(p => p.Key is CalculationConfig)
            .SelectMany(p => Signals((CalculationConfig)p.Key, p.Value, catalog));
        return [.. signals, .. plan.Problems.Select(p => Error(places[p.Owner], p))];
    }

    /// <summary>What names in expressions mean in this configuration.</summary>
    public static BindingScope Scope(ConfigurationSet set, HardwareCatalog catalog)
    {
        List<PointOutline> points = [.. ConfigurationPoints.All(set, catalog)];
        return new BindingScope(
            points.Select((p, i) => new ScopePoint(i, p.Name, p.Name[..p.Name.IndexOf('.')], p.Signal, UnitOf(p, catalog))),
            [
                .. ParallelStrings.Compare([.. DevicesOf(set).Select(d => (ScopeDevices.Of(d.Id, d.Ratings, d.Installed), d.Asset))]),
                ScopeDevices.Of(OwnPoints.RoomDevice, set.Gateway.Value?.Gateway.Ratings ?? new Dictionary<string, double>(), null),
            ],
            catalog.Signals);
    }

    /// <summary>Where everything of this configuration binds; the model is built from the same plan.</summary>
    /// <param name="scope">Computed points are added to it.</param>
    public static RulePlan Plan(ConfigurationSet set, BindingScope scope) =>
        RulePlanner.Plan(scope, [OwnPoints.GatewayDevice, .. DevicesOf(set).Select(d => d.Id)], set.Calculations, set.Rules);

    /// <summary>What is wrong with the interlocks of operations.</summary>
    /// <param name="scope">With the computed points.</param>
    public static IEnumerable<ConfigError> Interlocks(ConfigDocument<GatewayConfig> gateway, BindingScope scope)
    {
        IReadOnlyList<OperationConfig> operations = gateway.Value?.Outputs?.Operations ?? [];
        for (int i = 0; i < operations.Count; i++)
        {
            if (operations[i].Interlock is not { } text)
                continue;
            ConfigSpot owner = gateway.Spot["outputs"]["operations"][i];
            ParsedExpression parsed = Expression.Parse(text);
            BoundExpression? bound = parsed.Syntax?.Bind(scope, BindingTarget.Room, new TermPool(), FunctionCatalog.All, ExpressionKind.Condition);
            foreach (ExpressionProblem problem in (ExpressionProblem[])[.. parsed.Problems, .. bound?.Problems ?? []])
                yield return Error(owner, new PlanProblem(operations[i], "interlock", problem));
            if (bound is { Term: null, Problems.Count: 0 })
            {
                string missing = string.Join(", ", bound.NotOffered);
                yield return owner["interlock"].Error($"没有设备提供：{missing}", $"no device offers {missing}");
            }
        }
    }

    private static IEnumerable<DeviceConfig> DevicesOf(ConfigurationSet set) =>
        set.Devices.OrderBy(d => d.File, StringComparer.Ordinal).Select(d => d.Value).OfType<DeviceConfig>();

    private static Unit UnitOf(PointOutline point, HardwareCatalog catalog) =>
        point.Signal is not null ? catalog.Signals.GetValueOrDefault(point.Signal) : Unit.None;

    private static IEnumerable<ConfigError> Signals(CalculationConfig calculation, ConfigSpot spot, HardwareCatalog catalog)
    {
        foreach (string key in (string[])["signal", "of"])
        {
            string? signal = key == "of" ? calculation.Of : calculation.Signal;
            if (signal is not null && !catalog.Signals.ContainsKey(signal))
                yield return CheckWords.Unknown(spot[key], new Words("信号", "signal"), signal, catalog.Signals.Keys);
        }

        if (calculation.Each == Each.Point && calculation.Of is null)
            yield return spot.Error("each 为 point 时需要 of（逐点计算的信号）", "with each: point, of is needed (the signal whose points it is made for)");
    }

    /// <summary>The computed points in force, each with its place.</summary>
    private static IEnumerable<(CalculationConfig Calculation, ConfigSpot Spot)> Calculations(ConfigurationSet set)
    {
        HashSet<CalculationConfig> inForce = [.. set.Calculations];
        return set.Packs.Concat(set.SiteRules)
            .SelectMany(f => (f.Value?.Points ?? []).Select((c, i) => (c, f.Spot["points"][i])))
            .Where(c => inForce.Contains(c.c));
    }

    /// <summary>At the character inside the expression, as far as its text holds no escapes.</summary>
    private static ConfigError Error(ConfigSpot owner, PlanProblem problem)
    {
        ConfigSpot at = owner[problem.Key];
        int inside = at.Node is null ? 0 : 1 + problem.Problem.Offset;
        return new ConfigError(at.File, at.At.Line, at.At.Column + inside, at.Path, problem.Problem.Words);
    }
}
