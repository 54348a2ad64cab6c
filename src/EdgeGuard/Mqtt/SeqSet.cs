using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Numbers, held as ranges: what has no holes takes no room.</summary>
internal sealed class SeqSet
{
    private readonly List<SeqRange> _ranges = [];

    public bool Contains(long seq)
    {
        int at = At(seq);
        return at < _ranges.Count && _ranges[at].First <= seq;
    }

    public void Add(SeqRange range)
    {
        // Ranges that touch become one.
        int first = At(range.First - 1);
        int end = first;
        while (end < _ranges.Count && _ranges[end].First <= range.Last + 1)
        {
            range = new(Math.Min(range.First, _ranges[end].First), Math.Max(range.Last, _ranges[end].Last));
            end++;
        }

        _ranges.RemoveRange(first, end - first);
        _ranges.Insert(first, range);
    }

    /// <summary>The first range that ends at or after a number.</summary>
    private int At(long seq)
    {
        (int low, int high) = (0, _ranges.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _ranges[middle].Last < seq ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
