using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The numbers of telemetry: how far they are kept, what each consumer has settled, and what is missing. Marks of consumers change at
/// once and are written with the next commit; a commit works on a copy, which takes the original's place when it is kept.
/// </summary>
internal sealed class TelemetryLedger
{
    /// <summary>Gaps that wait to be told at most; beyond, the oldest are told as one.</summary>
    private const int MostGaps = 64;

    /// <summary>Every number up to this one is kept, or known to be missing.</summary>
    public long Last { get; set; }

    /// <summary>Time of the newest message that is kept.</summary>
    public MonotonicTime LastAt { get; set; }

    public SortedDictionary<string, SettledSet> Consumers { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers that no segment holds.</summary>
    public SettledSet Missing { get; private init; } = new();

    /// <summary>Messages lost before every consumer had them.</summary>
    public long Dropped { get; set; }

    /// <summary>Gaps that are still to be told, oldest first.</summary>
    public List<TelemetryGap> Gaps { get; } = [];

    /// <summary>Numbers that at least one consumer has settled.</summary>
    public long Settled => SettledSet.Union(Consumers.Values).Count;

    /// <summary>Whom the lane waits for from now on. A new one begins with what is there; one that is gone holds nothing back.</summary>
    public void SetConsumers(IReadOnlyList<string> names, long oldest)
    {
        foreach (string gone in Consumers.Keys.Except(names).ToList()) Consumers.Remove(gone);
        foreach (string name in names)
        {
            if (Consumers.TryGetValue(name, out SettledSet? settled)) continue;
            Consumers[name] = settled = new SettledSet();
            settled.Add(1, oldest - 1);
            foreach ((long first, long last) in Missing.Ranges) settled.Add(first, last);
        }
    }

    /// <summary>What of a range somebody still waits for.</summary>
    public IEnumerable<(long First, long Last)> Awaited(long first, long last)
    {
        var awaited = new SettledSet();
        foreach (SettledSet settled in Consumers.Values)
        {
            foreach ((long from, long to) in settled.Open(first, last)) awaited.Add(from, to);
        }

        return awaited.Ranges;
    }

    /// <summary>Nothing of this range is there any more.</summary>
    public void GiveUp(long first, long last)
    {
        Missing.Add(first, last);
        foreach (SettledSet settled in Consumers.Values) settled.Add(first, last);
    }

    /// <summary>All up to a number went with the segments that held it.</summary>
    public void Forget(long last)
    {
        GiveUp(1, last);
        Last = Math.Max(Last, last);
    }

    public void Add(TelemetryGap gap)
    {
        Dropped += gap.Messages;
        if (Gaps.Count > 0 && Gaps[^1].With(gap) is { } one) Gaps[^1] = one;
        else Gaps.Add(gap);
        if (Gaps.Count <= MostGaps) return;
        Gaps[1] = Gaps[1] with
        {
            First = Gaps[0].First,
            From = Gaps[0].From,
            Messages = Gaps[0].Messages + Gaps[1].Messages,
            Readings = Gaps[0].Readings + Gaps[1].Readings,
        };
        Gaps.RemoveAt(0);
    }

    /// <summary>Takes a consumer's mark from what it asks for again, as far as it is there.</summary>
    public void SettleNoMore(string consumer, long first, long last)
    {
        foreach ((long from, long to) in Missing.Open(first, last)) Consumers[consumer].Remove(from, to);
    }

    public TelemetryLedger Clone()
    {
        var copy = new TelemetryLedger { Last = Last, LastAt = LastAt, Dropped = Dropped, Missing = Missing.Clone() };
        copy.Gaps.AddRange(Gaps);
        foreach ((string name, SettledSet settled) in Consumers) copy.Consumers[name] = settled.Clone();
        return copy;
    }
}
