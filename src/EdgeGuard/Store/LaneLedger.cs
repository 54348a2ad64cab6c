namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The numbers of one lane: the position of its newest message, the newest number of each stream in it, and what each consumer has
/// settled. A commit works on a copy, which takes the original's place when it is kept.
/// </summary>
internal sealed class LaneLedger
{
    public long Last { get; set; }

    /// <summary>Newest number of each stream.</summary>
    public SortedDictionary<string, long> Streams { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, SettledSet> Consumers { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages dropped before every consumer had them.</summary>
    public long Dropped { get; set; }

    /// <summary>Messages that no consumer has settled.</summary>
    public long Pending => Last - SettledSet.Union(Consumers.Values).Count;

    public (long Position, long Seq) Next(string stream) =>
        (++Last, Streams[stream] = Streams.GetValueOrDefault(stream) + 1);

    /// <summary>Whom the lane waits for from now on. A new one begins with what is there; one that is gone holds nothing back.</summary>
    public void SetConsumers(IReadOnlyList<string> names, long oldest)
    {
        foreach (string gone in Consumers.Keys.Except(names).ToList()) Consumers.Remove(gone);
        foreach (string name in names)
        {
            if (!Consumers.TryGetValue(name, out SettledSet? settled)) Consumers[name] = settled = new SettledSet();
            settled.Add(1, oldest - 1);
        }
    }

    public bool SettledByAll(long position) => Consumers.Values.All(settled => settled.Contains(position));

    /// <summary>The lowest position at or above one that every consumer has settled; null when there is none.</summary>
    public long? NextSettledByAll(long position)
    {
        if (Consumers.Count == 0) return null;
        while (true)
        {
            long next = position;
            foreach (SettledSet settled in Consumers.Values)
            {
                if (settled.NextSettled(next) is not { } higher) return null;
                next = higher;
            }

            if (next == position) return next;
            position = next;
        }
    }

    /// <summary>The lowest position that some consumer has not settled; what is kept below it was delivered.</summary>
    public long OldestOpen => Consumers.Count == 0 ? Last + 1 : Consumers.Values.Min(static settled => settled.NextOpen(0));

    /// <summary>Gives up these positions, counting those that somebody still waited for.</summary>
    public void Drop(long first, long last)
    {
        long most = 0;
        foreach (SettledSet settled in Consumers.Values)
        {
            long before = settled.Count;
            settled.Add(first, last);
            most = Math.Max(most, settled.Count - before);
        }

        Dropped += most;
    }

    public LaneLedger Clone()
    {
        var copy = new LaneLedger { Last = Last, Dropped = Dropped };
        foreach ((string stream, long seq) in Streams) copy.Streams[stream] = seq;
        foreach ((string name, SettledSet settled) in Consumers) copy.Consumers[name] = settled.Clone();
        return copy;
    }
}
