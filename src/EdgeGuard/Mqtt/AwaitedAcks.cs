using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// What the broker has and the platform has not yet said that it has. Only numbers are held: the messages stay unsettled in the
/// outbox, and are read there again when the platform's time is up.
/// </summary>
internal sealed class AwaitedAcks(TimeSpan patience, TimeProvider time)
{
    private readonly Dictionary<(string Stream, long Seq), (Lane Lane, long Since)> _sent = [];
    private readonly Queue<(string Stream, long Seq, long Since)> _oldest = new();
    private readonly int[] _counts = new int[2];

    public int Count(Lane lane) => _counts[(int)lane];

    public void Add(OutboxMessage message)
    {
        (string, long) key = (message.Content.Stream, message.Seq);
        _ = Remove(key);
        long now = time.GetTimestamp();
        _sent.Add(key, (message.Content.Lane, now));
        _counts[(int)message.Content.Lane]++;
        _oldest.Enqueue((key.Item1, key.Item2, now));
    }

    /// <summary>Those of a range that were awaited; they no longer are.</summary>
    public List<(Lane Lane, long Seq)> Take(string stream, SeqRange range)
    {
        var taken = new List<(Lane, long)>();
        // A range may be wider than all that was ever sent.
        IEnumerable<long> numbers = range.Last - range.First < _sent.Count
            ? Range(range)
            : [.. _sent.Keys.Where(key => key.Stream == stream && key.Seq >= range.First && key.Seq <= range.Last).Select(key => key.Seq)];
        foreach (long seq in numbers)
        {
            if (Remove((stream, seq)) is { } lane)
            {
                taken.Add((lane, seq));
            }
        }

        return taken;
    }

    /// <summary>Those whose time is up, in ranges by lane; they are no longer awaited.</summary>
    public IEnumerable<(Lane Lane, Settlement Range)> Expired()
    {
        var expired = new List<(Lane Lane, Settlement)>();
        while (_oldest.TryPeek(out (string Stream, long Seq, long Since) oldest))
        {
            (string, long) key = (oldest.Stream, oldest.Seq);
            bool isAwaited = _sent.TryGetValue(key, out (Lane Lane, long Since) sent) && sent.Since == oldest.Since;
            if (isAwaited && Left(oldest.Since) > TimeSpan.Zero)
            {
                break;
            }

            _oldest.Dequeue();
            if (isAwaited)
            {
                _ = Remove(key);
                expired.Add((sent.Lane, new Settlement(oldest.Stream, new(oldest.Seq, oldest.Seq))));
            }
        }

        return expired.GroupBy(one => one.Lane).SelectMany(lane => SettlementRanges.Join(lane.Select(one => one.Item2)).Select(range => (lane.Key, range)));
    }

    /// <summary>When the next one's time is up; null: none is awaited.</summary>
    public TimeSpan? NextLook() => _oldest.TryPeek(out (string, long, long Since) oldest) ? Left(oldest.Since) : null;

    private TimeSpan Left(long since) => patience - time.GetElapsedTime(since) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    private Lane? Remove((string, long) key)
    {
        if (!_sent.Remove(key, out (Lane Lane, long) sent))
        {
            return null;
        }

        _counts[(int)sent.Lane]--;
        return sent.Lane;
    }

    private static IEnumerable<long> Range(SeqRange range)
    {
        for (long seq = range.First; seq <= range.Last; seq++)
        {
            yield return seq;
        }
    }
}
