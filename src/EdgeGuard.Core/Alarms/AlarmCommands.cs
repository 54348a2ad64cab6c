using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// What a person may do to an alarm, from the platform and at the terminal alike (domain: section 4.1, rules 5, 6 and 8). The
/// first wins; who it was is always told.
/// </summary>
public sealed class AlarmCommands
{
    private readonly AlarmBook _book;
    private readonly AlarmSettings _settings;
    private (MonotonicTime At, DateTimeOffset Utc)? _clock;

    internal AlarmCommands(AlarmBook book, AlarmSettings settings)
    {
        _book = book;
        _settings = settings;
    }

    /// <param name="number">The transition that was seen; null: the latest.</param>
    public AckResult Acknowledge(uint serial, int? number, string by, MonotonicTime at, AlarmSink sink) =>
        _book.Find(serial) is { } tracker
            ? Do(tracker, at, sink, () => tracker.Acknowledge(serial, number ?? tracker.State.Number, by, at, sink))
            : AckResult.Unknown;

    public AckResult Reset(uint serial, string by, MonotonicTime at, AlarmSink sink) =>
        _book.Find(serial) is { } tracker
            ? Do(tracker, at, sink, () => tracker.Reset(serial, by, at, sink))
            : AckResult.Unknown;

    /// <param name="length">Null for a one-shot: as long as is allowed.</param>
    public AckResult Shelve(string key, TimeSpan? length, bool oneShot, string by, string why, MonotonicTime at, AlarmSink sink)
    {
        if (_book.Find(key) is not { } tracker)
            return AckResult.Unknown;
        AlarmState state = tracker.State;
        int level = state.Phase == AlarmLetter.A ? tracker.Alarm.Rule.Stages[0].Level : state.Level;
        if (!tracker.Alarm.Rule.Shelvable)
            return AckResult.NotShelvable;
        if (level == 1)
            return AckResult.NeedsSecondPerson;
        if (IsBlank(by, why))
            return AckResult.Incomplete;
        TimeSpan allowed = ShelvingLeft(tracker, at);
        TimeSpan wanted = length ?? (oneShot ? allowed : TimeSpan.Zero);
        if (wanted <= TimeSpan.Zero || wanted > allowed)
            return AckResult.TooLong;
        var shelving = new Shelving(Ends(wanted, at), by, why, level, oneShot, _settings.LongestShelving - allowed + wanted);
        return Do(tracker, at, sink, () => tracker.Shelve(shelving, at, sink));
    }

    /// <summary>How much longer it may be shelved (rule 6).</summary>
    public TimeSpan ShelvingLeft(AlarmTracker tracker, MonotonicTime at) => _settings.LongestShelving - ShelvedFor(tracker.State, at);

    public AckResult Unshelve(string key, string by, MonotonicTime at, AlarmSink sink)
    {
        if (_book.Find(key) is not { } tracker)
            return AckResult.Unknown;
        return tracker.State.Shelved is null
            ? AckResult.Already
            : Do(tracker, at, sink, () => tracker.Unshelve("command", by, at, sink));
    }

    /// <param name="length">Null: until a person puts it back.</param>
    public AckResult TakeOut(string key, TimeSpan? length, string by, string why, MonotonicTime at, AlarmSink sink)
    {
        if (_book.Find(key) is not { } tracker)
            return AckResult.Unknown;
        if (IsBlank(by, why))
            return AckResult.Incomplete;
        if (length <= TimeSpan.Zero)
            return AckResult.TooLong;
        if (tracker.State.OutOfService is not null)
            return AckResult.Already;
        var service = new OutOfService(by, why, length is { } span ? Ends(span, at) : null);
        return Do(tracker, at, sink, () => tracker.TakeOut(service, at, sink));
    }

    public AckResult PutBack(string key, string by, MonotonicTime at, AlarmSink sink)
    {
        if (_book.Find(key) is not { } tracker)
            return AckResult.Unknown;
        return tracker.State.OutOfService is null
            ? AckResult.Already
            : Do(tracker, at, sink, () => tracker.PutBack(null, by, at, sink));
    }

    /// <summary>Opens a window, or gives an open one another end.</summary>
    /// <param name="device">Null: the whole room.</param>
    public AckResult OpenMaintenance(string? device, TimeSpan length, string by, string why, MonotonicTime at, AlarmSink sink)
    {
        if (device is not null && !_book.Trackers.Any(t => t.Alarm.Point.Device == device))
            return AckResult.Unknown;
        if (IsBlank(by, why))
            return AckResult.Incomplete;
        if (length <= TimeSpan.Zero || length > _settings.LongestMaintenance)
            return AckResult.TooLong;
        _book.Open(new MaintenanceWindow(device, Ends(length, at), by, why), at, sink);
        return AckResult.Done;
    }

    public AckResult CloseMaintenance(string? device, string by, MonotonicTime at, AlarmSink sink) =>
        _book.Close(device, by, at, sink) ? AckResult.Done : AckResult.Already;

    /// <summary>True when it was known in this run before.</summary>
    internal bool Synchronise(MonotonicTime at, DateTimeOffset utc)
    {
        bool known = _clock is not null;
        _clock = (at, utc);
        return known;
    }

    private AckResult Do(AlarmTracker tracker, MonotonicTime at, AlarmSink sink, Action act) => Do(tracker, at, sink, () =>
    {
        act();
        return AckResult.Done;
    });

    private AckResult Do(AlarmTracker tracker, MonotonicTime at, AlarmSink sink, Func<AckResult> act)
    {
        int told = sink.Transitions.Count;
        AckResult result = act();
        _book.Follow(tracker, told, at, sink);
        return result;
    }

    private Deadline Ends(TimeSpan length, MonotonicTime at) =>
        new(at, length, _clock is { } clock && at.Since(clock.At) is { } since ? clock.Utc + since + length : null);

    /// <summary>How long this occurrence was shelved for until now.</summary>
    private static TimeSpan ShelvedFor(AlarmState state, MonotonicTime at) =>
        state.Shelved is { } shelving ? shelving.Total - shelving.Until.Left(at)
        : state.Phase == AlarmLetter.A ? TimeSpan.Zero
        : state.ShelvedBefore;

    private static bool IsBlank(string by, string why) => string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(why);
}
