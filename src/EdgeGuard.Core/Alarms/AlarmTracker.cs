using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// Follows one alarm: compares what its conditions say with what was told, and tells the difference. It begins, changes and
/// ends only on a good observation; time and people only hide it, show it, or tell it again.
/// </summary>
public sealed partial class AlarmTracker
{
    private readonly AlarmSettings _settings;
    private double _forecast = double.NaN;

    internal AlarmTracker(int index, AlarmDefinition alarm, TimeSpan poll, AlarmSettings settings)
    {
        _settings = settings;
        Index = index;
        Alarm = alarm;
        Watch = new StageWatch(alarm.Rule, poll);
    }

    /// <summary>Its place in the model's alarms.</summary>
    public int Index { get; }

    public AlarmDefinition Alarm { get; }

    public AlarmState State { get; private set; } = AlarmState.Normal;

    /// <summary>Seconds until it becomes true in earnest, as of the latest observation; null where there is no forecast.</summary>
    public double? Forecast => double.IsNaN(_forecast) ? null : _forecast;

    /// <summary>Period of the polls that bring its readings.</summary>
    internal TimeSpan Poll => Watch.Poll;

    internal StageWatch Watch { get; }

    /// <summary>Null while it is not active.</summary>
    internal StandingTimes? Times { get; private set; }

    /// <summary>Null until its condition first came on.</summary>
    internal ChatterDamper? Chatter { get; private set; }

    internal bool AtRest => State.Letter == AlarmLetter.A && Chatter is null && Watch.AtRest;

    /// <summary>Its condition has gone, and only the off-delay keeps it: nothing to show to people who were not shown it before.</summary>
    internal bool IsReturning => State.Active && !Watch.RawOn && Watch.BadSince is null;

    /// <summary>The stage that would begin an occurrence now: the alarm is not active, or is so on the other side; -1 for none.</summary>
    internal int Beginning
    {
        get
        {
            int winner = Watch.Winner(State.Active ? State.Stage : null);
            return winner >= 0 && !(State.Active && IsSameSide(winner)) ? winner : -1;
        }
    }

    /// <summary>Takes in what was seen, telling of it only that it is bad. False: it was.</summary>
    internal bool Observe(in Observation observation, AlarmSink sink)
    {
        _forecast = observation.Forecast ?? double.NaN;
        if (!Watch.Observe(observation))
        {
            TellBad(observation, sink);
            return false;
        }

        if (Watch.Rose)
            (Chatter ??= new ChatterDamper(_settings)).Rise(observation.At);
        else
            Chatter?.Settle(observation.At);
        return true;
    }

    /// <summary>Compares the stages that are on with the state that was told, and tells the difference.</summary>
    internal void Announce(in Observation observation, in Passage passage, AlarmSink sink)
    {
        // Held while it chatters: it neither ends nor falls until it is quiet, but whatever is worse is told.
        bool held = Chatter is { Damping: true };
        int winner = Watch.Winner(State.Active ? State.Stage : null);
        if (winner < 0)
        {
            if (State.Active && !held)
                End(observation.Value, observation.At, sink);
        }
        else if (State.Active)
        {
            Change(Watch.Hit(winner, observation), observation, passage, held, sink);
        }
        else
        {
            Begin(Watch.Hit(winner, observation), passage, sink);
        }

        TellChatter(observation.At, sink);
    }

    private void TellBad(in Observation observation, AlarmSink sink)
    {
        // One lost poll is not worth a message; three, or a silent device, are.
        if (State.Active && State.Quality != Quality.Bad && (observation.Stale || Watch.BadReadings >= 3))
            Tell(AlarmFlag.Quality, AlarmMachine.WithQuality(State, Quality.Bad, observation.At), observation.At, sink, observation.Reading.Reason.ToString());
    }

    private bool IsSameSide(int stage) => Alarm.Rule.Stages[stage].Side == Alarm.Rule.Stages[State.Stage].Side;

    private void Change(in StageHit hit, in Observation observation, in Passage passage, bool held, AlarmSink sink)
    {
        int level = Math.Min(hit.Level, State.EscalatedTo ?? hit.Level);
        if (!IsSameSide(hit.Stage))
        {
            if (held && level >= State.Level)
                return;
            Watch.TurnOffSide(Alarm.Rule.Stages[State.Stage].Side);
            End(observation.Value, hit.At, sink);
            Begin(hit, passage, sink);
            return;
        }

        // A new configuration may give the same stage another level.
        if ((State.Stage != hit.Stage || State.Level != level) && !(held && level >= State.Level))
            Level(hit, level, sink);
        else if (State.Quality != observation.Quality)
            Tell(AlarmFlag.Quality, AlarmMachine.WithQuality(State, observation.Quality, hit.At), hit.At, sink);
    }

    private void Level(in StageHit hit, int level, AlarmSink sink)
    {
        bool rise = level < State.Level;
        // Without a number it waits for the next reading, as a begin does.
        if (!sink.TryTakeSerial(Alarm.SignalIdOf(hit.Stage), out BOccurrence? b))
            return;
        Tell(AlarmFlag.Level, AlarmMachine.Level(State, b, hit), hit.At, sink);
        if (!rise)
            return;
        Asked(hit.At);
        Chatter?.Announce(hit.At);
        UnshelveBeyond(hit.At, sink);
    }

    private void Begin(in StageHit hit, in Passage passage, AlarmSink sink)
    {
        if (passage.Waits)
            return;
        bool same = State.Latched && State.Stage == hit.Stage && State.Level == hit.Level;
        BOccurrence? b = State.B;
        // Without a number it waits for the next reading: two occurrences must never share one.
        if (!same && !sink.TryTakeSerial(Alarm.SignalIdOf(hit.Stage), out b))
            return;
        if (State.Phase == AlarmLetter.D)
            Tell(AlarmFlag.Superseded, AlarmMachine.Supersede(State, hit.At), hit.At, sink);
        if (State.Latched)
            Tell(AlarmFlag.Retrigger, AlarmMachine.Retrigger(State, b, hit, passage.Suppressed), hit.At, sink);
        else
            Tell(AlarmFlag.Begin, AlarmMachine.Begin(State, b!, hit, passage.Suppressed, passage.FirstOut), hit.At, sink);

        Times = new StandingTimes(hit.At);
        Chatter?.Announce(hit.At);
        UnshelveBeyond(hit.At, sink);
    }

    private void End(double? value, MonotonicTime at, AlarmSink sink)
    {
        if (State.ChatterCount > 0 && Chatter is not null)
            State = State with { ChatterCount = Math.Max(State.ChatterCount, Chatter.Count) };
        bool latching = Alarm.Rule.Latching;
        Times = null;
        Tell(latching ? AlarmFlag.Rtn : AlarmFlag.End, AlarmMachine.Return(State, latching, value, at), at, sink);
        if (State.Shelved is { OneShot: true })
            Unshelve("cleared", null, at, sink);
    }

    private void TellChatter(MonotonicTime at, AlarmSink sink)
    {
        if (!State.Active)
            return;
        bool damping = Chatter is { Damping: true };
        if (damping && !State.Chattering)
            Tell(AlarmFlag.Chatter, AlarmMachine.Chatter(State, Chatter!.Count, at), at, sink);
        else if (!damping && State.Chattering)
            State = State with { Chattering = false };
    }

    /// <summary>A rise beyond the level it was shelved at brings it back.</summary>
    private void UnshelveBeyond(MonotonicTime at, AlarmSink sink)
    {
        if (State.Shelved is { } shelving && State.Level < shelving.Level)
            Unshelve("level", null, at, sink);
    }

    internal AckResult Acknowledge(uint serial, int number, string by, MonotonicTime at, AlarmSink sink)
    {
        AckResult result = AlarmMachine.MayAcknowledge(State, serial, number);
        if (result == AckResult.Done)
            Tell(AlarmFlag.Ack, AlarmMachine.Acknowledge(State, by, at), at, sink, by: by);
        return result;
    }

    internal AckResult Reset(uint serial, string by, MonotonicTime at, AlarmSink sink)
    {
        AckResult result = AlarmMachine.MayReset(State, serial);
        if (result == AckResult.Done)
            Tell(AlarmFlag.End, AlarmMachine.Reset(State, at), at, sink, "reset", by);
        return result;
    }

    internal void Shelve(Shelving shelving, MonotonicTime at, AlarmSink sink) =>
        Tell(AlarmFlag.Shelve, AlarmMachine.Shelve(State, Alarm.Rule, shelving, at), at, sink, shelving.Why, shelving.By);

    internal void Unshelve(string cause, string? by, MonotonicTime at, AlarmSink sink) =>
        Show(AlarmFlag.Unshelve, AlarmMachine.Unshelve(State, State.Shelved!.Until.Left(at), at), at, sink, cause, by);

    internal void Suppress(Suppressed suppressed, MonotonicTime at, AlarmSink sink) =>
        Tell(AlarmFlag.Suppress, AlarmMachine.Suppress(State, suppressed, at), at, sink);

    internal void Unsuppress(MonotonicTime at, AlarmSink sink) =>
        Show(AlarmFlag.Unsuppress, AlarmMachine.Unsuppress(State, at), at, sink, null, null);

    internal void TakeOut(OutOfService service, MonotonicTime at, AlarmSink sink) =>
        Tell(AlarmFlag.OutOfService, AlarmMachine.TakeOut(State, Alarm.Rule, service, at), at, sink, service.Why, service.By);

    internal void PutBack(string? cause, string? by, MonotonicTime at, AlarmSink sink) =>
        Show(AlarmFlag.InService, AlarmMachine.PutBack(State, at), at, sink, cause, by);

    /// <summary>Tells again, or raises, what has stood for the rule's time.</summary>
    internal void Remind(MonotonicTime at, AlarmSink sink)
    {
        if (Times is not { } times || !State.Active || !State.Annunciated)
            return;
        AlarmRule rule = Alarm.Rule;
        if (rule.Escalation is { } escalation && !State.Acked && escalation.Level < State.Level && at.Since(times.AskedAt) >= escalation.After)
        {
            if (!sink.TryTakeSerial(Alarm.SignalIdOf(State.Stage), out BOccurrence? b))
                return;
            Tell(AlarmFlag.Level, AlarmMachine.Escalate(State, b, escalation.Level, at), at, sink, "escalated");
            Asked(at);
        }
        else if (rule.ReannunciateAfter is { } after && at.Since(times.ToldAt) >= after)
        {
            bool acked = State.Acked;
            Tell(AlarmFlag.Realarm, AlarmMachine.Realarm(State, at), at, sink);
            times.ToldAt = at;
            if (acked)
                times.AskedAt = at;
        }
    }

    /// <summary>It is normal again: nothing of the occurrence matters any more.</summary>
    internal void Forget() => State = AlarmState.Normal;

    /// <summary>How each stage stands now, in the rule's order.</summary>
    public IReadOnlyList<StageStanding> Stages() => Watch.Standings();

    private void Show(AlarmFlag flag, AlarmState next, MonotonicTime at, AlarmSink sink, string? cause, string? by)
    {
        bool asks = next.UnackedSince == next.Number;
        Tell(flag, next, at, sink, cause, by);
        if (asks)
            Asked(at);
    }

    private void Asked(MonotonicTime at)
    {
        if (Times is not null)
            Times.AskedAt = Times.ToldAt = at;
    }

    private void Tell(AlarmFlag flag, AlarmState next, MonotonicTime at, AlarmSink sink, string? cause = null, string? by = null)
    {
        AlarmState before = State;
        State = next;
        sink.Tell(new AlarmTransition(Alarm, flag, next, at, cause, by, sink.Detail).From(before));
    }
}
