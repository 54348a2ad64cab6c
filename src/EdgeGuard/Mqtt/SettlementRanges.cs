using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Joins single settlements of one stream and one verdict into ranges.</summary>
internal static class SettlementRanges
{
    public static IReadOnlyList<Settlement> Join(IEnumerable<Settlement> singles)
    {
        var joined = new List<Settlement>();
        IOrderedEnumerable<Settlement> ordered = singles
            .OrderBy(one => one.Stream, StringComparer.Ordinal)
            .ThenBy(one => one.Range.First);
        foreach (Settlement one in ordered)
        {
            if (joined.Count > 0
                && joined[^1] is var last
                && last.Stream == one.Stream
                && last.Rejection == one.Rejection
                && last.Range.Last + 1 >= one.Range.First)
            {
                joined[^1] = last with { Range = new(last.Range.First, Math.Max(last.Range.Last, one.Range.Last)) };
            }
            else
            {
                joined.Add(one);
            }
        }

        return joined;
    }
}
