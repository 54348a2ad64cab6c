namespace EdgeGuard.Gateway.Hosting;

/// <summary>How much a growing total has grown lately, so that an alarm on it ends when the losses do.</summary>
internal sealed class RecentCount(TimeSpan window)
{
    private readonly Queue<(TimeSpan At, long Total)> _totals = new();
    private long? _base;

    /// <summary>One for which also what was there at the first call is new.</summary>
    public static RecentCount FromZero(TimeSpan window) => new(window) { _base = 0 };

    /// <summary>Growth within the window before <paramref name="now"/>; what had been counted at the first call is not new.</summary>
    public long Add(TimeSpan now, long total)
    {
        _base ??= total;
        if (_totals.Count == 0 || total != _totals.Last().Total)
            _totals.Enqueue((now, total));
        while (_totals.Count > 0 && now - _totals.Peek().At > window)
            _base = _totals.Dequeue().Total;
        return total - _base.Value;
    }
}
