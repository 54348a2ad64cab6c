namespace EdgeGuard.Core.Configuration;

/// <summary>How the rules of the site lie over those that ship.</summary>
public static class RuleLayers
{
    /// <summary>
    /// The shipped rules in their order, each replaced by the site's of the same id, then the site's own; without those that are
    /// disabled. Of several rules of one id in a layer the first counts.
    /// </summary>
    public static IReadOnlyList<RuleConfig> Merge(IEnumerable<RuleConfig> shipped, IEnumerable<RuleConfig> site)
    {
        var own = new Dictionary<string, RuleConfig>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var rule in site)
        {
            if (own.TryAdd(rule.Id, rule))
                order.Add(rule.Id);
        }

        var merged = new List<RuleConfig>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in shipped)
        {
            if (seen.Add(rule.Id))
                merged.Add(own.GetValueOrDefault(rule.Id, rule));
        }

        merged.AddRange(order.Where(seen.Add).Select(id => own[id]));
        merged.RemoveAll(rule => rule.Disabled);
        return merged;
    }
}
