using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// The messages of one lane that are next or under way, in order. After one that could not be taken, nothing is sent
/// until the others under way are answered and the back-off has passed, and then one at a time until one is taken. Two
/// messages of the same alarm are never under way together, so that the retained state can only be the newer one's.
/// </summary>
internal sealed class LaneWindow(TimeProvider time, Backoff backoff)
{
    private readonly List<LaneEntry> _entries = [];
    private long? _notBefore;
    private bool _careful;
    private bool _heldBack;

    public int Count => _entries.Count;

    public int UnderWay { get; private set; }

    public IReadOnlyList<LaneEntry> Entries => _entries;

    public void Add(OutboxMessage message) => _entries.Add(new LaneEntry(this, message));

    public void RemoveWaiting(Predicate<OutboxMessage> match) =>
        _entries.RemoveAll(entry => entry.Sending is null && match(entry.Message));

    /// <summary>The platform has these already.</summary>
    public void Acknowledge(string stream, SeqRange range)
    {
        foreach (LaneEntry entry in _entries)
        {
            if (entry.Message.Content.Stream == stream && entry.Message.Seq >= range.First && entry.Message.Seq <= range.Last)
            {
                entry.Acknowledged |= entry.Sending is not null;
            }
        }
    }

    /// <summary>The next message that may be sent now; null when there is none, or it must wait.</summary>
    public LaneEntry? Next()
    {
        _heldBack = _careful && UnderWay == 0 && Left() > TimeSpan.Zero;
        if (_heldBack || (_careful && UnderWay > 0))
        {
            return null;
        }

        foreach (LaneEntry entry in _entries)
        {
            if (entry.Sending is null)
            {
                return KeyIsUnderWay(entry) ? null : entry;
            }
        }

        return null;
    }

    /// <summary>When to ask again, where <see cref="Next"/> gave nothing because of the back-off; null where that was not why.</summary>
    public TimeSpan? RetryIn() => _heldBack ? Left() : null;

    public void Started(LaneEntry entry, Task<PublishOutcome> sending)
    {
        entry.Sending = sending;
        UnderWay++;
    }

    /// <summary>Answered for good: it leaves the window.</summary>
    public void Done(LaneEntry entry)
    {
        UnderWay--;
        _entries.Remove(entry);
        Fresh();
    }

    /// <summary>Not taken now: it stays in its place and is sent again.</summary>
    public void Again(LaneEntry entry)
    {
        UnderWay--;
        entry.Sending = null;
        if (!_careful || Left() == TimeSpan.Zero)
        {
            _notBefore = time.GetTimestamp() + (long)(backoff.Next().TotalSeconds * time.TimestampFrequency);
        }

        _careful = true;
    }

    /// <summary>A new connection owes nothing to the back-off of the last.</summary>
    public void Fresh()
    {
        _careful = false;
        _heldBack = false;
        _notBefore = null;
        backoff.Reset();
    }

    private TimeSpan Left() =>
        _notBefore is { } end && end - time.GetTimestamp() is > 0 and var left
            ? TimeSpan.FromSeconds((double)left / time.TimestampFrequency)
            : TimeSpan.Zero;

    private bool KeyIsUnderWay(LaneEntry next)
    {
        if (next.Message.Content.ActiveKey is not { } key)
        {
            return false;
        }

        foreach (LaneEntry entry in _entries)
        {
            if (entry.Sending is not null && entry.Message.Content.ActiveKey == key)
            {
                return true;
            }
        }

        return false;
    }
}
