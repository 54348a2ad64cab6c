namespace EdgeGuard.Gateway.Gpio;

/// <summary>A level that held for the whole debounce time, and since when it counts.</summary>
internal readonly record struct SettledLevel(bool High, TimeSpan At);

/// <summary>
/// One line's way from edges and samples to levels that hold. Knows no clock: times come in, on any monotonic scale. A level
/// settles when nothing else was seen for the debounce time, and counts from the end of that time. Not thread-safe.
/// </summary>
internal sealed class ContactDebouncer(TimeSpan debounce)
{
    /// <summary>How long a line may go on bouncing before it is a fault and no longer a contact [our default].</summary>
    public static readonly TimeSpan RestlessLimit = TimeSpan.FromSeconds(5);

    private const int MostPending = 64;

    private readonly Queue<SettledLevel> _pending = new();
    private bool _stable;
    private bool _level;
    private bool _isDoubtful;
    private TimeSpan _since;
    private TimeSpan _restlessSince;

    /// <summary>False until the first sample, which is a state and not an edge.</summary>
    public bool HasState { get; private set; }

    /// <summary>The settled level.</summary>
    public bool Stable => _stable;

    /// <summary>Changes of level since the start, bounces and all.</summary>
    public int Changes { get; private set; }

    public bool HasPending => _pending.Count > 0;

    /// <summary>When the present level will have settled if it holds; null when nothing is under way.</summary>
    public TimeSpan? SettlesAt => HasState && _level != _stable ? _since + debounce : null;

    /// <summary>The next settled level that was not yet taken, in the order of time.</summary>
    public bool TryTake(out SettledLevel settled) => _pending.TryDequeue(out settled);

    public void Reset()
    {
        HasState = false;
        _isDoubtful = false;
        _pending.Clear();
    }

    /// <summary>An edge towards <paramref name="high"/>. Before the first sample edges mean nothing.</summary>
    public void Edge(bool high, TimeSpan at)
    {
        // A sample may have seen the new level before its edge was told.
        if (!HasState || (high == _level && at <= _since))
            return;
        _isDoubtful = false;
        Settle(at);
        // Twice the same edge: the one between them was lost, so the level did not hold.
        Change(high, at > _since ? at : _since);
        Settle(at);
    }

    /// <summary>The level read at <paramref name="at"/>; finds the edges that were lost.</summary>
    public void Sample(bool high, TimeSpan at)
    {
        if (!HasState)
        {
            HasState = true;
            _stable = _level = high;
            _since = _restlessSince = at - debounce;
            return;
        }

        // A level that should have settled by now is gone: its last edge is about to be told, and tells how long it held.
        if (high != _level && SettlesAt <= at && !_isDoubtful)
        {
            _isDoubtful = true;
            return;
        }

        // That edge was lost: the level held as long as anybody knows, and an alarm told in vain is better than one missed.
        _isDoubtful = false;
        Settle(at);
        if (high != _level)
            Change(high, at);
        Settle(at);
    }

    /// <summary>The line has been bouncing for so long, without ever holding, that its settled level is only the last known.</summary>
    public bool IsRestless(TimeSpan at) => at - _since < debounce && at - _restlessSince > RestlessLimit;

    /// <summary>To the same level again: there was another in between.</summary>
    private void Change(bool high, TimeSpan at)
    {
        if (at - _since >= debounce)
            _restlessSince = at;
        Changes += high == _level ? 2 : 1;
        _level = high;
        _since = at;
    }

    private void Settle(TimeSpan at)
    {
        if (_level == _stable || at - _since < debounce)
            return;
        _stable = _level;
        if (_pending.Count == MostPending)
        {
            // Both of a pair, so that levels still alternate.
            _pending.Dequeue();
            _pending.Dequeue();
        }

        _pending.Enqueue(new SettledLevel(_stable, _since + debounce));
    }
}
