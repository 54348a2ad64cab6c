using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>What of the conditions goes on over a restart.</summary>
internal sealed partial class StageWatch
{
    public StageTimer[] SaveStages() =>
    [
        .. _rule.Stages.Select((_, i) => Saved(Of(i))),
    ];

    private static StageTimer Saved(in StageTimers s) =>
        new(s.Raise.Held, s.Raise.Readings, s.Clear.Held, s.Clear.Readings, s.Raise.Onset.Boot, s.Raise.Onset.SinceBoot, s.On);

    public void Save(AlarmTimers timers)
    {
        timers.Previous = _hasPrevious ? _previous.SinceBoot.Ticks : null;
        timers.PreviousGood = _previousGood;
        timers.BadSince = BadSince?.SinceBoot.Ticks;
        timers.BadReadings = BadReadings;
        timers.RawOn = RawOn;
        timers.Evaluated = IsEvaluated;
        if (!RawOn)
            return;
        timers.EdgeFrom = EdgeFrom.SinceBoot.Ticks;
        timers.EdgeTo = EdgeTo.SinceBoot.Ticks;
    }

    /// <summary>Takes up where an earlier run left off.</summary>
    /// <param name="state">What was told decides which stages are on: it is exact, the timers are as old as their snapshot.</param>
    /// <param name="timers">Null: nothing is known of them.</param>
    /// <param name="delays">Whether the absence was short enough for the delays to go on.</param>
    public void Restore(AlarmState state, AlarmTimers? timers, RunShift shift, bool delays)
    {
        MonotonicTime? previous = shift.Move(timers?.Previous);
        (_previous, _hasPrevious) = (previous ?? default, previous is not null);
        _previousGood = shift.Continues && timers?.PreviousGood == true;
        IsEvaluated = shift.Continues && timers?.Evaluated == true;
        if (timers is null && !state.Active)
            return;
        var activity = new StageActivity(_rule.Stages.Count)
        {
            ResumedAt = shift.At,
            RawOn = timers?.RawOn ?? state.Active,
            EdgeFrom = shift.Move(timers?.EdgeFrom) ?? shift.At,
            EdgeTo = shift.Move(timers?.EdgeTo) ?? shift.At,
            BadReadings = timers?.BadReadings ?? 0,
            // Down time is bad quality.
            BadSince = shift.Move(timers?.BadSince) ?? (shift.Continues ? null : previous ?? shift.At),
        };
        RestoreStages(activity.Stages, state, timers, shift, delays);
        _activity = activity.IsOver ? null : activity;
    }

    private void RestoreStages(StageTimers[] stages, AlarmState state, AlarmTimers? timers, RunShift shift, bool delays)
    {
        bool known = timers is not null && delays && timers.Stages.Count == stages.Length;
        for (int i = 0; i < stages.Length; i++)
        {
            if (known)
                stages[i] = Restored(timers!.Stages[i]);
            bool told = state.Active && i <= state.Stage && _rule.Stages[i].Side == _rule.Stages[state.Stage].Side;
            // Within one run the snapshot is exact too: a held alarm may stand while none of its stages does.
            stages[i].On = shift.Continues && timers is not null ? stages[i].On : told;
        }
    }

    private static StageTimers Restored(StageTimer saved) => new()
    {
        On = saved.On,
        Raise = new ConditionTimer(saved.Raise, saved.RaiseReadings, new MonotonicTime(saved.OnsetBoot, saved.Onset)),
        Clear = new ConditionTimer(saved.Clear, saved.ClearReadings, default),
    };
}
