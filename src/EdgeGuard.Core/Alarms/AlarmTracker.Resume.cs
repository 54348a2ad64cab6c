using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>What of an alarm goes on over a restart.</summary>
public sealed partial class AlarmTracker
{
    internal void Synchronise(MonotonicTime at, DateTimeOffset utc) => State = AlarmMachine.Synchronise(State, at, utc);

    internal AlarmTimers Save()
    {
        var timers = new AlarmTimers { Key = Alarm.Key, Stages = Watch.SaveStages(), Serial = State.Serial, Chatter = Chatter?.Save() };
        Watch.Save(timers);
        Times?.Save(timers);
        return timers;
    }

    /// <summary>Takes up where an earlier run left off: the state exactly, the timers as far as they are known.</summary>
    /// <param name="timers">Null: the snapshot holds none.</param>
    /// <param name="delays">Whether the absence was short enough for the delays to go on.</param>
    internal void Restore(AlarmState state, AlarmTimers? timers, RunShift shift, bool delays)
    {
        State = AlarmMachine.Resume(state, shift);
        Watch.Restore(state, timers, shift, delays);
        if (timers?.Chatter is { } memory)
            Chatter = ChatterDamper.Restore(_settings, memory, shift);
        if (state.Chattering && Chatter is not { Damping: true })
        {
            if (shift.Continues)
                State = State with { Chattering = false };
            else
                Chatter = ChatterDamper.Held(_settings, state.ChatterCount, shift.At);
        }

        if (state.Active)
            Times = StandingTimes.Restore(timers?.Serial == state.Serial ? timers : null, shift);
    }
}
