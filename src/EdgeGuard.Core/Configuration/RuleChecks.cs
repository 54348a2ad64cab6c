using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>What a schema cannot say about rules.</summary>
internal static class RuleChecks
{
    /// <summary>One layer: the packs that ship, or the files of the site.</summary>
    public static IEnumerable<ConfigError> Layer(IReadOnlyList<ConfigDocument<RuleFile>> files, HardwareCatalog catalog)
    {
        var ids = new Dictionary<string, ConfigSpot>(StringComparer.Ordinal);
        foreach (var (rule, spot) in Located(files))
        {
            if (!ids.TryAdd(rule.Id, spot["id"]))
            {
                yield return spot["id"].Error(
                    $"规则 id“{rule.Id}”重复，已在 {ids[rule.Id].Where}",
                    $"rule id \"{rule.Id}\" is taken, see {ids[rule.Id].Where}");
            }

            if (rule.Disabled)
                continue; // it only says which rule is out of service
            foreach (var error in Watched(spot, rule, catalog).Concat(Delays(spot, rule.On, rule.Off)).Concat(Times(spot, rule)))
                yield return error;
            if (rule.Type != RuleType.Limit)
                continue;
            foreach (var error in LimitChecks.Of(spot, rule))
                yield return error;
        }
    }

    /// <summary>Rules of the site that do nothing. Shipped packs are for every kind of room, so most of theirs may well be idle.</summary>
    public static IEnumerable<ConfigError> Idle(ConfigurationSet set, HardwareCatalog catalog, RulePlan plan)
    {
        List<PointOutline> points =
            [.. ConfigurationPoints.All(set, catalog), .. plan.Points.Select(p => new PointOutline(p.Name, p.Config.Signal))];
        HashSet<RuleConfig> conditions = [.. plan.Conditions.Select(c => c.Rule)];
        var shipped = Located(set.Packs).Select(r => r.Rule.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (rule, spot) in Located(set.SiteRules))
        {
            if (rule.Disabled && !shipped.Contains(rule.Id))
            {
                var near = Nearest.Name(rule.Id, shipped);
                yield return spot["id"].Warning(
                    $"没有名为“{rule.Id}”的自带规则可停用{SchemaWords.MeantZh(near)}",
                    $"there is no shipped rule \"{rule.Id}\" to take out of service{SchemaWords.MeantEn(near)}");
            }
            else if (!rule.Disabled && Targeted(rule, catalog) && !conditions.Contains(rule)
                && !points.Any(point => rule.Type != RuleType.Condition && RuleBinding.Watches(rule, point)))
            {
                var at = spot[rule.Signal is null ? "point" : "signal"];
                yield return at.Warning("此规则没有监视任何测点", "this rule watches no point");
            }
        }
    }

    /// <summary>False for a rule of whose target an error is told already.</summary>
    private static bool Targeted(RuleConfig rule, HardwareCatalog catalog) =>
        rule.Signal is null ? rule.Point is not null : catalog.Signals.ContainsKey(rule.Signal);

    public static IEnumerable<ConfigError> Delays(ConfigSpot spot, TimeSpan? on, TimeSpan? off) =>
    [
        .. CheckWords.Duration(spot["on"], on, TimeSpan.Zero, TimeSpan.FromDays(1)),
        .. CheckWords.Duration(spot["off"], off, TimeSpan.Zero, TimeSpan.FromDays(1)),
    ];

    private static IEnumerable<ConfigError> Times(ConfigSpot spot, RuleConfig rule) =>
    [
        .. CheckWords.Duration(spot["tail"], rule.Tail, TimeSpan.Zero, TimeSpan.FromDays(1)),
        .. CheckWords.Duration(spot["reach"], rule.Reach, TimeSpan.Zero, TimeSpan.FromDays(1)),
        .. CheckWords.Duration(spot["reannunciate"], rule.Reannunciate, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)),
        .. CheckWords.Duration(spot["escalate"]["after"], rule.Escalate?.After, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)),
    ];

    private static IEnumerable<ConfigError> Watched(ConfigSpot spot, RuleConfig rule, HardwareCatalog catalog)
    {
        if (rule.Type != RuleType.Condition && rule.Signal is null == rule.Point is null)
        {
            yield return rule.Signal is null
                ? spot.Error("缺少 signal 或 point（二者之一）", "signal or point is missing (one of them)")
                : spot.Key("point").Error("signal 与 point 只能有一个", "only one of signal and point may stand here");
        }

        if (rule.Signal is null)
            yield break;
        if (!catalog.Signals.TryGetValue(rule.Signal, out var unit))
        {
            yield return CheckWords.Unknown(spot["signal"], new Words("信号", "signal"), rule.Signal, catalog.Signals.Keys);
        }
        else if (rule.Type == RuleType.Digital && unit != Unit.None)
        {
            yield return spot["signal"].Error(
                $"“{rule.Signal}”是有单位的量；digital 规则监视状态，这里应用 limit 规则",
                $"\"{rule.Signal}\" is a quantity with a unit; a digital rule watches a state, use a limit rule");
        }
    }

    /// <summary>The rules in force, each with its place: the site's of an id before the pack's.</summary>
    public static IReadOnlyList<(RuleConfig Rule, ConfigSpot Spot)> InForce(ConfigurationSet set)
    {
        var places = new Dictionary<RuleConfig, ConfigSpot>(ReferenceEqualityComparer.Instance);
        foreach (var (rule, spot) in Located(set.Packs).Concat(Located(set.SiteRules)))
            places[rule] = spot;
        return [.. set.Rules.Select(rule => (rule, places[rule]))];
    }

    private static IEnumerable<(RuleConfig Rule, ConfigSpot Spot)> Located(IReadOnlyList<ConfigDocument<RuleFile>> files) =>
        files.OrderBy(f => f.File, StringComparer.Ordinal)
            .SelectMany(f => (f.Value?.Rules ?? []).Select((rule, i) => (rule, f.Spot["rules"][i])));
}
