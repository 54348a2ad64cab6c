using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// Follows one alarm from reading to reading: quality, delays and deadband decide which stages are on, and the most
/// severe of them is the alarm's. It only ever moves on a reading; time alone neither raises nor clears.
/// </summary>
public sealed class AlarmTracker
{
    private readonly StageTimers[] _stages;
    private readonly TimeSpan _freezeLimit;
    private MonotonicTime _previous;
    private bool _previousGood;
    private MonotonicTime? _frozenAt;
    private int _badReadings;

    /// <param name="freezeLimit">Bad quality up to this long only freezes the timers; after longer they start from zero: max(3 polls, 60 s).</param>
    public AlarmTracker(AlarmDefinition alarm, TimeSpan freezeLimit)
    {
        Alarm = alarm;
        _freezeLimit = freezeLimit;
        _stages = new StageTimers[alarm.Rule.Stages.Count];
    }

    public AlarmDefinition Alarm { get; }

    public AlarmState State { get; private set; } = AlarmState.Normal;

    /// <summary>Takes one reading of the alarm's point.</summary>
    /// <param name="stale">The device has been silent long enough for its own alarm.</param>
    public void Observe(in Reading reading, bool stale, AlarmSink sink)
    {
        if (reading.Quality == Quality.Bad)
        {
            ObserveBad(reading, stale, sink);
            return;
        }

        TimeSpan credit = Credit(reading.At);
        _previous = reading.At;
        _previousGood = true;
        _frozenAt = null;
        _badReadings = 0;
        for (int i = 0; i < _stages.Length; i++)
            Step(i, reading, credit);
        Announce(reading, sink);
    }

    private void ObserveBad(in Reading reading, bool stale, AlarmSink sink)
    {
        _badReadings++;
        _previousGood = false;
        _frozenAt ??= reading.At;
        // One lost poll is not worth a message; three, or a silent device, are.
        if (State.Active && State.Quality != Quality.Bad && (stale || _badReadings >= 3))
        {
            State = AlarmMachine.WithQuality(State, Quality.Bad, reading.At);
            sink.Tell(new AlarmTransition(Alarm, AlarmFlag.Quality, State, reading.At, reading.Reason.ToString()));
        }
    }

    private TimeSpan Credit(MonotonicTime at)
    {
        if (_previousGood)
            return at.Since(_previous) is { } span && span > TimeSpan.Zero ? span : TimeSpan.Zero;
        bool tooLong = _frozenAt is { } since && (at.Since(since) is not { } frozen || frozen > _freezeLimit);
        if (tooLong)
            ResetTimers();
        return TimeSpan.Zero;
    }

    private void Step(int i, in Reading reading, TimeSpan credit)
    {
        ref StageTimers timers = ref _stages[i];
        Stage stage = Alarm.Rule.Stages[i];
        Verdict verdict = Alarm.Rule.Judge(i, reading.Value);
        if (timers.On)
        {
            // An uncertain value may raise (plausibility must not hide a fire) and never clears.
            if (verdict.Clear == Truth.True && reading.Quality == Quality.Good)
            {
                timers.Clear.Feed(reading.At, credit);
                if (timers.Clear.Held >= stage.OffDelay)
                    timers = default;
            }
            else if (verdict.Clear == Truth.False)
            {
                timers.Clear.Reset();
            }
        }
        else if (verdict.Raise == Truth.True)
        {
            timers.Raise.Feed(reading.At, credit);
            bool proven = stage.OnDelay == TimeSpan.Zero || Alarm.Rule.OneReadingProves || timers.Raise.Readings >= 2;
            timers.On = proven && timers.Raise.Held >= stage.OnDelay;
        }
        else if (verdict.Raise == Truth.False && reading.Quality == Quality.Good)
        {
            timers.Raise.Reset();
        }
    }

    /// <summary>Compares the stages that are on with the state that was told, and tells the difference.</summary>
    private void Announce(in Reading reading, AlarmSink sink)
    {
        int winner = Winner();
        if (winner < 0)
        {
            if (State.Active)
                End(reading, sink);
            return;
        }

        StageHit hit = Hit(winner, reading);
        if (State.Active && Alarm.Rule.Stages[State.Stage].Side != Alarm.Rule.Stages[winner].Side)
            End(reading, sink);
        if (!State.Active)
            Begin(hit, sink);
        else if (State.Stage != winner || State.Level != hit.Level) // a new configuration may give the same stage another level
            Tell(AlarmFlag.Level, AlarmMachine.Level(State, hit), reading.At, sink);
        else if (State.Quality != reading.Quality)
            Tell(AlarmFlag.Quality, AlarmMachine.WithQuality(State, reading.Quality, reading.At), reading.At, sink);
    }

    /// <summary>The most severe stage that is on; where both sides are, the one that was not told yet: it is the newer.</summary>
    private int Winner()
    {
        int winner = -1;
        bool otherSide = false;
        for (int i = 0; i < _stages.Length; i++)
        {
            if (!_stages[i].On)
                continue;
            bool other = State.Active && Alarm.Rule.Stages[i].Side != Alarm.Rule.Stages[State.Stage].Side;
            if (other && !otherSide || other == otherSide)
                winner = i;
            otherSide |= other;
        }

        if (otherSide)
            TurnOffSide(Alarm.Rule.Stages[State.Stage].Side);
        return winner;
    }

    private void TurnOffSide(StageSide side)
    {
        for (int i = 0; i < _stages.Length; i++)
        {
            if (Alarm.Rule.Stages[i].Side == side)
                _stages[i] = default;
        }
    }

    private StageHit Hit(int i, in Reading reading)
    {
        Stage stage = Alarm.Rule.Stages[i];
        MonotonicTime onset = _stages[i].Raise.Running ? _stages[i].Raise.Onset : reading.At;
        return new StageHit(i, stage.Level, reading.Value, stage.Limit, reading.Quality, reading.At, onset);
    }

    private void Begin(in StageHit hit, AlarmSink sink)
    {
        if (State.Latched)
        {
            Tell(AlarmFlag.Retrigger, AlarmMachine.Retrigger(State, hit), hit.At, sink);
            return;
        }

        // Without a number it waits for the next reading: two occurrences must never share one.
        if (!sink.TryTakeSerial(out uint serial))
            return;
        if (State.Letter == AlarmLetter.D)
            Tell(AlarmFlag.Superseded, AlarmMachine.Remove(State, hit.At), hit.At, sink);
        Tell(AlarmFlag.Begin, AlarmMachine.Begin(serial, hit), hit.At, sink);
    }

    private void End(in Reading reading, AlarmSink sink)
    {
        AlarmState next = AlarmMachine.Return(State, Alarm.Rule.Latching, reading.Value, reading.At);
        Tell(Alarm.Rule.Latching ? AlarmFlag.Rtn : AlarmFlag.End, next, reading.At, sink);
    }

    public AckResult Acknowledge(uint serial, int number, string by, MonotonicTime at, AlarmSink sink)
    {
        AckResult result = AlarmMachine.MayAcknowledge(State, serial, number);
        if (result == AckResult.Done)
            Tell(AlarmFlag.Ack, AlarmMachine.Acknowledge(State, by, at), at, sink, by: by);
        return result;
    }

    public AckResult Reset(uint serial, string by, MonotonicTime at, AlarmSink sink)
    {
        AckResult result = AlarmMachine.MayReset(State, serial);
        if (result == AckResult.Done)
            Tell(AlarmFlag.End, AlarmMachine.Reset(State, at), at, sink, "reset", by);
        return result;
    }

    /// <summary>Takes up where an earlier run left off: the state exactly, the timers as far as they are known.</summary>
    /// <param name="timers">One for each stage, or empty.</param>
    internal void Restore(AlarmState state, IReadOnlyList<StageTimers> timers, MonotonicTime at)
    {
        State = state;
        for (int i = 0; i < _stages.Length; i++)
        {
            if (timers.Count == _stages.Length)
                _stages[i] = timers[i];
            // What was told decides which stages are on: it is exact, the timers are as old as their snapshot.
            Stage stage = Alarm.Rule.Stages[i];
            _stages[i].On = state.Active && i <= state.Stage && stage.Side == Alarm.Rule.Stages[state.Stage].Side;
        }

        _previousGood = false;
        _frozenAt = at;
    }

    internal IReadOnlyList<StageTimers> Timers => _stages;

    /// <summary>How each stage stands now, in the rule's order.</summary>
    public IReadOnlyList<StageStanding> Stages() => [.. _stages.Select((timers, i) => Standing(Alarm.Rule.Stages[i], timers))];

    private static StageStanding Standing(Stage stage, in StageTimers timers)
    {
        ConditionTimer held = timers.On ? timers.Clear : timers.Raise;
        return new StageStanding(stage, timers.On, held.Running ? held.Held : null, timers.Raise.Running ? timers.Raise.Onset : null);
    }

    public bool AtRest => State.Letter == AlarmLetter.A && Array.TrueForAll(_stages, s => !s.On && !s.Raise.Running);

    private void ResetTimers()
    {
        for (int i = 0; i < _stages.Length; i++)
            _stages[i] = new StageTimers { On = _stages[i].On };
    }

    private void Tell(AlarmFlag flag, AlarmState next, MonotonicTime at, AlarmSink sink, string? cause = null, string? by = null)
    {
        State = next;
        sink.Tell(new AlarmTransition(Alarm, flag, next, at, cause, by, sink.Detail));
    }
}
