using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// Compares the battery strings that are in parallel (domain: section 4.5; GB 51194-2016 5.2.3). What it finds stands with the first
/// string of a group, so that a group is told once. What nobody stated is not compared.
/// </summary>
public static class ParallelStrings
{
    /// <param name="devices">In the order of their files.</param>
    public static IEnumerable<ScopeDevice> Compare(IReadOnlyList<(ScopeDevice Device, AssetConfig? Asset)> devices)
    {
        ILookup<string, (ScopeDevice Device, AssetConfig Asset)> groups = devices
            .Where(d => d.Asset?.Parallel is not null)
            .ToLookup(d => d.Asset!.Parallel!, d => (d.Device, d.Asset!), StringComparer.OrdinalIgnoreCase);
        foreach ((ScopeDevice device, AssetConfig? asset) in devices)
        {
            List<(ScopeDevice Device, AssetConfig Asset)> group = asset?.Parallel is { } name ? [.. groups[name]] : [];
            bool first = group.Count > 0 && group[0].Device == device;
            yield return first ? device with { Mixed = Mixed(group), Apart = Apart(group) } : device;
        }
    }

    /// <summary>Null where no two strings state the same property.</summary>
    private static double? Mixed(List<(ScopeDevice Device, AssetConfig Asset)> group)
    {
        List<object>[] stated =
        [
            Stated(g => g.Asset.Maker?.ToUpperInvariant()),
            Stated(g => g.Asset.Model?.ToUpperInvariant()),
            Stated(g => g.Asset.Chemistry?.ToUpperInvariant()),
            Stated(g => g.Device.Ratings.TryGetValue("capacity", out double capacity) ? capacity : null),
        ];
        return stated.Any(values => values.Count > 1) ? stated.Count(values => values.Distinct().Count() > 1) : null;

        List<object> Stated(Func<(ScopeDevice Device, AssetConfig Asset), object?> property) => [.. group.Select(property).OfType<object>()];
    }

    private static double? Apart(List<(ScopeDevice Device, AssetConfig Asset)> group)
    {
        double[] days = [.. group.Select(g => g.Device.Installed).OfType<double>()];
        return days.Length > 1 ? days.Max() - days.Min() : null;
    }
}
