using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>Which alarm makes which a consequence: by rules that exist, never in a circle, never over a more severe one.</summary>
internal static class RelationChecks
{
    public static IEnumerable<ConfigError> Of(IReadOnlyList<(RuleConfig Rule, ConfigSpot Spot)> rules)
    {
        Dictionary<string, RuleConfig> byId = rules.ToDictionary(r => r.Rule.Id, r => r.Rule, StringComparer.Ordinal);
        foreach ((RuleConfig rule, ConfigSpot spot) in rules)
        {
            for (int i = 0; i < rule.SuppressedBy.Count; i++)
            {
                ConfigSpot at = spot["suppressedBy"][i];
                if (!byId.TryGetValue(rule.SuppressedBy[i], out RuleConfig? parent))
                    yield return CheckWords.Unknown(at, new Words("规则", "rule"), rule.SuppressedBy[i], byId.Keys);
                else if (Mildest(rule) < MostSevere(parent))
                    yield return TooSevere(at, rule, parent);
            }

            if (Circle(rule, byId) is { } circle)
                yield return spot["suppressedBy"].Error($"规则互相抑制成环：{circle}；请去掉其中一环", $"the rules suppress each other in a circle: {circle}; take one link out");
        }
    }

    private static ConfigError TooSevere(ConfigSpot at, RuleConfig child, RuleConfig parent) => at.Error(
        $"{Mildest(child)} 级告警不会被 {MostSevere(parent)} 级的“{parent.Id}”抑制；请调整级别或去掉此项",
        $"an alarm of level {Mildest(child)} is never suppressed by \"{parent.Id}\" of level {MostSevere(parent)}; change a level or remove this");

    /// <summary>The way from a rule over its causes back to itself, by ids; null when there is none.</summary>
    private static string? Circle(RuleConfig start, Dictionary<string, RuleConfig> byId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(RuleConfig Rule, string Way)>([(start, start.Id)]);
        while (open.TryPop(out (RuleConfig Rule, string Way) at))
        {
            foreach (string parent in at.Rule.SuppressedBy)
            {
                if (parent == start.Id)
                    return $"{at.Way} <- {parent}";
                if (byId.TryGetValue(parent, out RuleConfig? next) && seen.Add(parent))
                    open.Push((next, $"{at.Way} <- {parent}"));
            }
        }

        return null;
    }

    /// <summary>The largest number of level that the rule can have.</summary>
    private static int Mildest(RuleConfig rule) => Levels(rule).Max();

    private static int MostSevere(RuleConfig rule) => Math.Min(Levels(rule).Min(), rule.Escalate?.Level ?? int.MaxValue);

    private static IEnumerable<int> Levels(RuleConfig rule) => rule.Type == RuleType.Limit
        ? LimitSides.Of(rule).Select(l => l.Limit.Level ?? LimitSides.DefaultLevel(l.Key)).DefaultIfEmpty(rule.Level)
        : [rule.Level];
}
