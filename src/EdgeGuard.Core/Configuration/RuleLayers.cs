namespace EdgeGuard.Core.Configuration;

/// <summary>How the rules and computed points of the site lie over those that ship.</summary>
public static class RuleLayers
{
    public static IReadOnlyList<RuleConfig> Merge(IEnumerable<RuleConfig> shipped, IEnumerable<RuleConfig> site) =>
        Merge(shipped, site, rule => rule.Id, rule => rule.Disabled);

    public static IReadOnlyList<CalculationConfig> Merge(IEnumerable<CalculationConfig> shipped, IEnumerable<CalculationConfig> site) =>
        Merge(shipped, site, calculation => calculation.Id, calculation => calculation.Disabled);

    /// <summary>
    /// The shipped ones in their order, each replaced by the site's of the same id, then the site's own; without those that are
    /// disabled. Of several of one id in a layer the first counts.
    /// </summary>
    private static List<T> Merge<T>(IEnumerable<T> shipped, IEnumerable<T> site, Func<T, string> id, Func<T, bool> disabled)
    {
        var own = new Dictionary<string, T>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (T item in site)
        {
            if (own.TryAdd(id(item), item))
                order.Add(id(item));
        }

        var merged = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (T item in shipped)
        {
            if (seen.Add(id(item)))
                merged.Add(own.GetValueOrDefault(id(item), item));
        }

        merged.AddRange(order.Where(seen.Add).Select(name => own[name]));
        merged.RemoveAll(item => disabled(item));
        return merged;
    }
}
