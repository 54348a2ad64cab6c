using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <content>The journal, read in turns: the store is free for others between two.</content>
internal sealed partial class GatewayStore
{
    /// <summary>Lines read in one turn, some 100 kB [our default].</summary>
    private const int JournalTurn = 256;

    private const double DaysInYear = 365.25;

    private IReadOnlyList<BootClock> _knownClocks = [];

    /// <summary>The newest line. Never waits.</summary>
    public JournalHead JournalHead => _alarms.Counters.Head;

    /// <summary>The lines at and after a number, as they stand in the chain, at most <paramref name="max"/> or some hundreds.</summary>
    public JournalPage JournalPage(long from, int max) => Locked(() =>
        new JournalPage(_alarms.Counters.Head, _alarms.Counters.JournalFirst, _alarms.JournalPage(from, Math.Min(max, JournalTurn))));

    /// <summary>The newest lines, oldest of them first; without the anchors, which are the chain's own.</summary>
    /// <param name="kind">Only lines of this kind; null: all.</param>
    public IReadOnlyList<JournalLine> Journal(int max, string? kind = null) => [.. NewestLines(max, kind).Select(static found => found.Payload.Line)];

    /// <summary>The same, as they stand in the chain.</summary>
    public IReadOnlyList<(JournalEntry Entry, JournalPayload Payload)> NewestLines(int max, string? kind) =>
        JournalTail.Find(below => Locked(() => _alarms.JournalDown(below, JournalTurn)), max, kind);

    private AlarmDatabase OpenAlarmFile(JournalEnd? until)
    {
        AlarmDatabase alarms = AlarmDatabase.Open(_folder, AlarmShare, until);
        alarms.IsOutdated = IsOutdated;
        _knownClocks = ClocksOf(alarms);
        return alarms;
    }

    /// <summary>Years are counted only between moments whose wall time is known: a clock that is not synchronised forgets nothing.</summary>
    private bool IsOutdated(MonotonicTime at)
    {
        BootClock? then = _knownClocks.FirstOrDefault(clock => clock.Boot == at.Boot && clock.Sync != ClockSync.Unsynced);
        bool sure = _knownClocks.Any(clock => clock.Boot == Boot && clock.Sync == ClockSync.Sync);
        return sure && then is not null && _time.GetUtcNow() - then.UtcAtStart - at.SinceBoot > TimeSpan.FromDays(_config.JournalYears * DaysInYear);
    }
}
