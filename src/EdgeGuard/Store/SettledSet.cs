namespace EdgeGuard.Gateway.Store;

/// <summary>A set of positions 1, 2, 3 … that fills from below, kept as ranges: what one consumer has settled of a lane.</summary>
internal sealed class SettledSet
{
    /// <summary>Disjoint, ascending, never adjacent; the first one begins at 1 when anything is settled from the start.</summary>
    private readonly List<(long First, long Last)> _ranges = [];

    /// <summary>Every position up to this one is settled.</summary>
    public long Low => _ranges.Count > 0 && _ranges[0].First == 1 ? _ranges[0].Last : 0;

    public long Count => _ranges.Sum(static range => range.Last - range.First + 1);

    public IReadOnlyList<(long First, long Last)> Ranges => _ranges;

    public bool Contains(long position) => _ranges.Exists(range => range.First <= position && position <= range.Last);

    public void Add(long first, long last)
    {
        if (last < first) return;
        int at = _ranges.FindIndex(range => range.Last >= first - 1);
        if (at < 0)
        {
            _ranges.Add((first, last));
            return;
        }

        while (at < _ranges.Count && _ranges[at].First <= last + 1)
        {
            first = Math.Min(first, _ranges[at].First);
            last = Math.Max(last, _ranges[at].Last);
            _ranges.RemoveAt(at);
        }

        _ranges.Insert(at, (first, last));
    }

    /// <summary>These count as never settled.</summary>
    public void Remove(long first, long last)
    {
        for (int at = _ranges.Count - 1; at >= 0 && last >= first; at--)
        {
            (long from, long to) = _ranges[at];
            if (to < first || from > last) continue;
            _ranges.RemoveAt(at);
            if (to > last) _ranges.Insert(at, (last + 1, to));
            if (from < first) _ranges.Insert(at, (from, first - 1));
        }
    }

    /// <summary>The lowest settled position at or above one; null when there is none.</summary>
    public long? NextSettled(long position)
    {
        foreach ((long first, long last) in _ranges)
        {
            if (last >= position) return Math.Max(first, position);
        }

        return null;
    }

    /// <summary>What of a range is not in the set.</summary>
    public IEnumerable<(long First, long Last)> Open(long first, long last)
    {
        for (long from = NextOpen(first - 1); from <= last;)
        {
            int next = _ranges.FindIndex(range => range.First > from);
            long to = next < 0 ? last : Math.Min(last, _ranges[next].First - 1);
            yield return (from, to);
            from = NextOpen(to);
        }
    }

    /// <summary>The lowest position above <paramref name="position"/> that is not settled.</summary>
    public long NextOpen(long position)
    {
        long next = position + 1;
        foreach ((long first, long last) in _ranges)
        {
            if (first <= next && next <= last) next = last + 1;
        }

        return next;
    }

    public SettledSet Clone()
    {
        var copy = new SettledSet();
        copy._ranges.AddRange(_ranges);
        return copy;
    }

    public static SettledSet Union(IEnumerable<SettledSet> sets)
    {
        var all = new SettledSet();
        foreach (SettledSet set in sets)
        {
            foreach ((long first, long last) in set._ranges) all.Add(first, last);
        }

        return all;
    }
}
