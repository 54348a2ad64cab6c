using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// All alarms of the gateway and what they are to one another. What comes in is an observation of one alarm, the time, or a
/// person's word (<see cref="AlarmCommands"/>); what comes out are transitions. Used by one thread.
/// </summary>
public sealed class AlarmBook
{
    private readonly AlarmTracker[] _trackers;
    private readonly NameIndex<AlarmTracker> _byKey;
    private readonly AlarmSettings _settings;
    private readonly Suppression _suppression;
    private readonly Maintenance _maintenance;
    private readonly FirstOut _firstOut;
    private readonly SortedSet<int> _standing = [];
    private readonly SortedSet<int> _chattering = [];
    private readonly List<int> _round = [];

    /// <param name="poll">How often an alarm's readings come.</param>
    public AlarmBook(IReadOnlyList<AlarmDefinition> alarms, Func<AlarmDefinition, TimeSpan> poll, AlarmSettings settings)
    {
        _settings = settings;
        _trackers = [.. alarms.Select((alarm, i) => new AlarmTracker(i, alarm, poll(alarm), settings))];
        _byKey = new NameIndex<AlarmTracker>(_trackers, static t => t.Alarm.Key);
        _suppression = new Suppression(_trackers, settings);
        _maintenance = new Maintenance(settings);
        _firstOut = new FirstOut(_trackers, settings.FirstOutQuiet);
        Metrics = new AlarmMetrics(_trackers, settings);
        Commands = new AlarmCommands(this, settings);
    }

    /// <summary>In the model's order.</summary>
    public IReadOnlyList<AlarmTracker> Trackers => _trackers;

    /// <summary>Every alarm that is not normal, in the model's order: what is hidden too.</summary>
    public IEnumerable<AlarmTracker> Standing => _standing.Select(i => _trackers[i]);

    public AlarmMetrics Metrics { get; }

    public AlarmCommands Commands { get; }

    public IReadOnlyList<MaintenanceWindow> Windows => _maintenance.Windows;

    public AlarmTracker? Find(string key) => _byKey.Find(key);

    /// <summary>The alarm that stands under this serial.</summary>
    public AlarmTracker? Find(uint serial) => serial == 0 ? null : Standing.FirstOrDefault(t => t.State.Serial == serial);

    /// <param name="alarm">Index in the model's alarms.</param>
    public void Observe(int alarm, in Observation observation, AlarmSink sink)
    {
        AlarmTracker tracker = _trackers[alarm];
        MonotonicTime at = observation.At;
        _suppression.Start(at);
        int told = sink.Transitions.Count;
        if (tracker.Observe(observation, sink))
            tracker.Announce(observation, PassageOf(tracker, at), sink);
        if (tracker.Chatter is { Damping: true })
            _chattering.Add(alarm);
        Follow(tracker, told, at, sink);
    }

    /// <summary>What the condition that suppresses a rule says of it now (rule 8).</summary>
    public void SetInhibited(int alarm, Truth truth, MonotonicTime at, AlarmSink sink)
    {
        if (_maintenance.SetInhibited(alarm, truth, at))
            Reconsider(_trackers[alarm], at, sink);
    }

    /// <summary>Nothing but time: what has an end ends, what waits for people is told again. About once a second.</summary>
    public void Tick(MonotonicTime at, AlarmSink sink)
    {
        _suppression.Start(at);
        foreach (MaintenanceWindow ended in _maintenance.CloseEnded(at))
            sink.Tell(new WindowChange(ended, Opened: false, at, "expired", null));
        int standing = 0;
        _round.Clear();
        _round.AddRange(_standing);
        foreach (int i in _round)
        {
            AlarmTracker tracker = _trackers[i];
            Expire(tracker, at, sink);
            Reconsider(tracker, at, sink);
            int told = sink.Transitions.Count;
            tracker.Remind(at, sink);
            Follow(tracker, told, at, sink);
            if (Metrics.Counts(i) && tracker.Times is { } times && at.Since(times.Since) >= _settings.StandingAfter)
                standing++;
        }

        foreach (int i in _chattering)
            _trackers[i].Chatter?.Settle(at);
        _chattering.RemoveWhere(i => _trackers[i].Chatter is not { Damping: true });
        Metrics.Tick(at, _chattering.Count(Metrics.Counts), standing);
    }

    /// <summary>Wall time became known for the first time in this run: ends that were carried over from an earlier one come by the earlier of their two clocks.</summary>
    public void Synchronise(MonotonicTime at, DateTimeOffset utc)
    {
        if (Commands.Synchronise(at, utc))
            return;
        foreach (AlarmTracker tracker in Standing)
            tracker.Synchronise(at, utc);
        _maintenance.Synchronise(at, utc);
    }

    internal void Open(MaintenanceWindow window, MonotonicTime at, AlarmSink sink)
    {
        _maintenance.Open(window);
        sink.Tell(new WindowChange(window, Opened: true, at, window.Why, window.By));
        ReconsiderAll(at, sink);
    }

    internal bool Close(string? device, string by, MonotonicTime at, AlarmSink sink)
    {
        if (_maintenance.Windows.FirstOrDefault(w => w.Device == device) is not { } window)
            return false;
        _maintenance.Close(device);
        sink.Tell(new WindowChange(window, Opened: false, at, null, by));
        ReconsiderAll(at, sink);
        return true;
    }

    /// <summary>Draws the consequences of what was told of an alarm since <paramref name="told"/>.</summary>
    internal void Follow(AlarmTracker tracker, int told, MonotonicTime at, AlarmSink sink)
    {
        int until = sink.Transitions.Count;
        if (told == until)
            return;
        bool began = false;
        for (int i = told; i < until; i++)
        {
            AlarmTransition transition = sink.Transitions[i];
            began |= transition.Flag is AlarmFlag.Begin or AlarmFlag.Retrigger;
            if (transition.Flag is AlarmFlag.End or AlarmFlag.Rtn && transition.Cause is null)
                _suppression.Ended(transition, tracker, at);
            if (IsShown(transition))
                Metrics.Count(tracker.Index, transition.State.Level, at);
        }

        if (tracker.State.Letter == AlarmLetter.A)
        {
            _standing.Remove(tracker.Index);
            tracker.Forget();
            return;
        }

        _standing.Add(tracker.Index);
        if (tracker.State is { Active: true, Suppressed: not null })
            Reconsider(tracker, at, sink);
        if (began)
            SuppressConsequences(tracker, at, sink);
    }

    public AlarmBookMemory Save(MonotonicTime at) => new(at, _suppression.SaveStart(), _firstOut.Save(), Metrics.Save());

    /// <summary>Every alarm of which time goes on.</summary>
    public IReadOnlyList<AlarmTimers> SaveTimers() => [.. _trackers.Where(MustSave).Select(SaveTimers)];

    /// <summary>Takes up an earlier run's alarms, before the first observation.</summary>
    /// <param name="delays">Whether the absence was short enough for the delays to go on.</param>
    public void Restore(
        Func<string, AlarmState?> states,
        Func<string, AlarmTimers?> timers,
        IReadOnlyList<MaintenanceWindow> windows,
        AlarmBookMemory? memory,
        RunShift shift,
        bool delays)
    {
        foreach (AlarmTracker tracker in _trackers)
        {
            tracker.Restore(states(tracker.Alarm.Key) ?? AlarmState.Normal, timers(tracker.Alarm.Key), shift, delays);
            if (tracker.State.Letter != AlarmLetter.A)
                _standing.Add(tracker.Index);
            if (tracker.Chatter is { Damping: true })
                _chattering.Add(tracker.Index);
        }

        foreach (AlarmTracker tracker in _trackers)
        {
            AlarmTimers? saved = timers(tracker.Alarm.Key);
            _suppression.Restore(tracker, saved, shift);
            _maintenance.Restore(tracker, saved, shift);
        }

        foreach (MaintenanceWindow window in windows)
            _maintenance.Open(window with { Until = window.Until.Resume(shift) });
        _suppression.RestoreStart(memory?.StartedAt, shift);
        if (memory is null)
            return;
        _firstOut.Restore(memory.FirstOut, shift);
        Metrics.Restore(memory.Metrics, shift);
    }

    private bool MustSave(AlarmTracker tracker) =>
        !tracker.AtRest
        || tracker.Alarm.Rule.Group is not null
        || _suppression.HasMemory(tracker.Index)
        || _suppression.IsParent(tracker.Index)
        || _maintenance.InhibitedSince(tracker.Index) is not null;

    private AlarmTimers SaveTimers(AlarmTracker tracker)
    {
        AlarmTimers timers = tracker.Save();
        _suppression.Save(tracker, timers);
        timers.InhibitedSince = _maintenance.InhibitedSince(tracker.Index);
        return timers;
    }

    private Passage PassageOf(AlarmTracker tracker, MonotonicTime at)
    {
        int stage = tracker.Beginning;
        bool child = _suppression.IsChild(tracker.Index);
        if (stage < 0)
        {
            if (child && !tracker.State.Active)
                _suppression.StopWaiting(tracker.Index);
            return Passage.Open;
        }

        Passage passage = child ? _suppression.MayBegin(tracker, stage, at) : Passage.Open;
        return passage.Waits
            ? passage
            : new Passage(false, passage.Suppressed ?? _maintenance.Keeps(tracker, at), _firstOut.Rank(tracker));
    }

    /// <summary>Whether people were shown an alarm, or were shown it again after it was hidden.</summary>
    private static bool IsShown(AlarmTransition transition) => transition.State.Annunciated && transition.Flag switch
    {
        AlarmFlag.Begin or AlarmFlag.Retrigger => true,
        AlarmFlag.Unshelve or AlarmFlag.Unsuppress or AlarmFlag.InService => transition.State.Active,
        _ => false,
    };

    private void Expire(AlarmTracker tracker, MonotonicTime at, AlarmSink sink)
    {
        int told = sink.Transitions.Count;
        if (tracker.State.Shelved is { } shelving && shelving.Until.HasPassed(at))
            tracker.Unshelve("expired", null, at, sink);
        if (tracker.State.OutOfService is { Until: { } until } && until.HasPassed(at))
            tracker.PutBack("expired", null, at, sink);
        Follow(tracker, told, at, sink);
    }

    /// <summary>Hides what has become a consequence or is worked on, and shows what is so no more.</summary>
    private void Reconsider(AlarmTracker tracker, MonotonicTime at, AlarmSink sink)
    {
        AlarmState state = tracker.State;
        if (!state.Active && !state.Latched)
            return;
        int told = sink.Transitions.Count;
        Suppressed? reason = _maintenance.Keeps(tracker, at);
        if (state.Suppressed is null && reason is not null)
            tracker.Suppress(reason, at, sink);
        else if (state.Suppressed is not null && reason is null && !tracker.IsReturning && _suppression.Keeps(tracker, at) is null)
            tracker.Unsuppress(at, sink);
        Follow(tracker, told, at, sink);
    }

    private void ReconsiderAll(MonotonicTime at, AlarmSink sink)
    {
        _round.Clear();
        _round.AddRange(_standing);
        foreach (int i in _round)
            Reconsider(_trackers[i], at, sink);
    }

    private void SuppressConsequences(AlarmTracker parent, MonotonicTime at, AlarmSink sink)
    {
        foreach (int i in _suppression.ChildrenOf(parent.Index))
        {
            AlarmTracker child = _trackers[i];
            if (!Suppression.IsConsequence(child, parent, at))
                continue;
            int told = sink.Transitions.Count;
            child.Suppress(Suppression.Link(parent), at, sink);
            Follow(child, told, at, sink);
        }
    }
}
