using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// Watches the conditions of one alarm from observation to observation (domain: section 4.1, rules 1, 2 and 4): quality,
/// delays and deadband decide which stages are on. It knows nothing of what was told.
/// </summary>
internal sealed class StageWatch
{
    private readonly AlarmRule _rule;
    private readonly StageTimers[] _stages;
    private readonly TimeSpan _freezeLimit;
    private MonotonicTime _resumedAt;
    private MonotonicTime? _previous;
    private bool _previousGood;

    /// <param name="freezeLimit">Bad quality up to this long only freezes the timers; after longer they start from zero: max(3 polls, 60 s).</param>
    public StageWatch(AlarmRule rule, TimeSpan freezeLimit)
    {
        _rule = rule;
        _stages = new StageTimers[rule.Stages.Count];
        _freezeLimit = freezeLimit;
    }

    /// <summary>First of the bad observations since the last good one; null while they are good.</summary>
    public MonotonicTime? BadSince { get; private set; }

    public int BadReadings { get; private set; }

    /// <summary>The condition without its delays: on at the first true one, off when all has cleared.</summary>
    public bool RawOn { get; private set; }

    /// <summary>The condition came on at this very observation.</summary>
    public bool Rose { get; private set; }

    /// <summary>The last time it came on: between this sample and the next.</summary>
    public MonotonicTime EdgeFrom { get; private set; }

    public MonotonicTime EdgeTo { get; private set; }

    /// <summary>Something good was seen of it in this run.</summary>
    public bool IsEvaluated { get; private set; }

    /// <summary>Nothing is on, running or frozen: an observation from here is like the first.</summary>
    public bool AtRest => !RawOn && BadSince is null && Array.TrueForAll(_stages, s => !s.On && !s.Raise.Running);

    /// <summary>False: it was bad, and only froze the timers.</summary>
    public bool Observe(in Observation observation)
    {
        Rose = false;
        MonotonicTime at = observation.At;
        if (IsBad(observation))
        {
            BadReadings++;
            _previousGood = false;
            BadSince ??= at;
            return false;
        }

        TimeSpan credit = Credit(at);
        bool raise = false;
        bool clear = observation.MayClear;
        for (int i = 0; i < _stages.Length; i++)
        {
            Verdict verdict = observation.Of(_rule, i);
            raise |= verdict.Raise == Truth.True;
            clear &= verdict.Clear == Truth.True;
            Step(i, verdict, observation, credit);
        }

        if (raise && !RawOn)
            Rise(at);
        else if (!raise && clear)
            RawOn = false;
        _previous = at;
        _previousGood = true;
        BadSince = null;
        BadReadings = 0;
        IsEvaluated = true;
        return true;
    }

    /// <summary>
    /// The most severe stage that is on, -1 for none; where both sides are, the one that was not told yet, which is the
    /// newer. The other side is then off.
    /// </summary>
    /// <param name="told">The stage people know of; null where they know of none.</param>
    public int Winner(int? told)
    {
        int winner = -1;
        bool otherSide = false;
        for (int i = 0; i < _stages.Length; i++)
        {
            if (!_stages[i].On)
                continue;
            bool other = told is { } known && _rule.Stages[i].Side != _rule.Stages[known].Side;
            if (other && !otherSide || other == otherSide)
                winner = i;
            otherSide |= other;
        }

        return winner;
    }

    public void TurnOffSide(StageSide side)
    {
        for (int i = 0; i < _stages.Length; i++)
        {
            if (_rule.Stages[i].Side == side)
                _stages[i] = default;
        }
    }

    public StageHit Hit(int i, in Observation observation)
    {
        Stage stage = _rule.Stages[i];
        MonotonicTime onset = _stages[i].Raise.Running ? _stages[i].Raise.Onset : observation.At;
        return new StageHit(i, stage.Level, observation.Value, stage.Limit, observation.Quality, observation.At, onset, observation.Forecast);
    }

    /// <summary>The stage is on, and what came last does not speak against it.</summary>
    public bool IsSure(int i) => _stages[i].On && !_stages[i].Clear.Running;

    /// <summary>Of an alarm that is not active: the most severe stage whose condition holds, proven or not; -1 for none.</summary>
    public int Pending()
    {
        for (int i = _stages.Length - 1; i >= 0; i--)
        {
            if (_stages[i].On || _stages[i].Raise.Running)
                return i;
        }

        return -1;
    }

    /// <summary>How each stage stands, to explain it to people.</summary>
    public IReadOnlyList<StageStanding> Standings() => [.. _stages.Select((timers, i) => Standing(_rule.Stages[i], timers))];

    private static StageStanding Standing(Stage stage, in StageTimers timers)
    {
        ConditionTimer held = timers.On ? timers.Clear : timers.Raise;
        return new StageStanding(stage, timers.On, held.Running ? held.Held : null, timers.Raise.Running ? timers.Raise.Onset : null);
    }

    /// <summary>How long a stage has been pending, gaps included.</summary>
    public TimeSpan PendingFor(int i, MonotonicTime at) =>
        at.Since(_stages[i].Raise.Onset) ?? at.Since(_resumedAt) ?? TimeSpan.Zero;

    /// <summary>The on-delays start again: what was proven has to be proven anew.</summary>
    public void StartAgain() => Array.Clear(_stages);

    public StageTimer[] SaveStages() =>
    [
        .. _stages.Select(s => new StageTimer(
            s.Raise.Held, s.Raise.Readings, s.Clear.Held, s.Clear.Readings, s.Raise.Onset.Boot, s.Raise.Onset.SinceBoot, s.On)),
    ];

    public void Save(AlarmTimers timers)
    {
        timers.Previous = _previous?.SinceBoot.Ticks;
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
        _resumedAt = shift.At;
        if (timers is not null && delays && timers.Stages.Count == _stages.Length)
        {
            for (int i = 0; i < _stages.Length; i++)
                _stages[i] = Restored(timers.Stages[i]);
        }

        for (int i = 0; i < _stages.Length; i++)
        {
            bool told = state.Active && i <= state.Stage && _rule.Stages[i].Side == _rule.Stages[state.Stage].Side;
            // Within one run the snapshot is exact too: a held alarm may stand while none of its stages does.
            _stages[i].On = shift.Continues && timers is not null ? _stages[i].On : told;
        }

        RawOn = timers?.RawOn ?? state.Active;
        EdgeFrom = shift.Move(timers?.EdgeFrom) ?? shift.At;
        EdgeTo = shift.Move(timers?.EdgeTo) ?? shift.At;
        _previous = shift.Move(timers?.Previous);
        BadReadings = timers?.BadReadings ?? 0;
        _previousGood = shift.Continues && timers?.PreviousGood == true;
        IsEvaluated = shift.Continues && timers?.Evaluated == true;
        // Down time is bad quality.
        BadSince = shift.Move(timers?.BadSince) ?? (shift.Continues ? null : _previous ?? shift.At);
    }

    private static StageTimers Restored(StageTimer saved) => new()
    {
        On = saved.On,
        Raise = new ConditionTimer(saved.Raise, saved.RaiseReadings, new MonotonicTime(saved.OnsetBoot, saved.Onset)),
        Clear = new ConditionTimer(saved.Clear, saved.ClearReadings, default),
    };

    /// <summary>Of conditions judged elsewhere all that matter now must be unknown; a value is bad by its quality.</summary>
    private bool IsBad(in Observation observation)
    {
        if (!observation.IsJudged)
            return observation.Reading.Quality == Quality.Bad;
        for (int i = 0; i < _stages.Length; i++)
        {
            Truth truth = _stages[i].On ? observation.Verdicts[i].Clear : observation.Verdicts[i].Raise;
            if (truth != Truth.Unknown)
                return false;
        }

        return true;
    }

    private void Rise(MonotonicTime at)
    {
        RawOn = true;
        Rose = true;
        EdgeFrom = _previous ?? new MonotonicTime(at.Boot, TimeSpan.Zero);
        EdgeTo = at;
    }

    private TimeSpan Credit(MonotonicTime at)
    {
        if (_previousGood && _previous is { } previous)
            return at.Since(previous) is { } span && span > TimeSpan.Zero ? span : TimeSpan.Zero;
        bool tooLong = BadSince is { } since && (at.Since(since) is not { } frozen || frozen > _freezeLimit);
        if (tooLong)
            ResetTimers();
        return TimeSpan.Zero;
    }

    private void Step(int i, Verdict verdict, in Observation observation, TimeSpan credit)
    {
        ref StageTimers timers = ref _stages[i];
        Stage stage = _rule.Stages[i];
        if (timers.On)
        {
            // An uncertain value may raise (plausibility must not hide a fire) and never clears.
            if (verdict.Clear == Truth.True && observation.MayClear)
            {
                timers.Clear.Feed(observation.At, credit);
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
            timers.Raise.Feed(observation.At, credit);
            bool proven = stage.OnDelay == TimeSpan.Zero || _rule.OneReadingProves || timers.Raise.Readings >= 2;
            timers.On = proven && timers.Raise.Held >= stage.OnDelay;
        }
        else if (verdict.Raise == Truth.False && observation.MayClear)
        {
            timers.Raise.Reset();
        }
    }

    private void ResetTimers()
    {
        for (int i = 0; i < _stages.Length; i++)
            _stages[i] = new StageTimers { On = _stages[i].On };
    }
}
