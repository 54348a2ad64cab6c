using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// Watches the conditions of one alarm from observation to observation (domain: section 4.1, rules 1, 2 and 4): quality,
/// delays and deadband decide which stages are on. It knows nothing of what was told. A gateway has tens of thousands of
/// alarms that are at rest: what only the others need stands in <see cref="StageActivity"/>.
/// </summary>
internal sealed partial class StageWatch
{
    private static readonly TimeSpan s_leastFreeze = TimeSpan.FromSeconds(60);

    private readonly AlarmRule _rule;
    private StageActivity? _activity;
    private MonotonicTime _previous;
    private bool _hasPrevious;
    private bool _previousGood;

    /// <param name="poll">Period of the polls that bring its readings.</param>
    public StageWatch(AlarmRule rule, TimeSpan poll)
    {
        _rule = rule;
        Poll = poll;
    }

    public TimeSpan Poll { get; }

    /// <summary>First of the bad observations since the last good one; null while they are good.</summary>
    public MonotonicTime? BadSince => _activity?.BadSince;

    public int BadReadings => _activity?.BadReadings ?? 0;

    /// <summary>The condition without its delays: on at the first true one, off when all has cleared.</summary>
    public bool RawOn => _activity is { RawOn: true };

    /// <summary>The condition came on at this very observation.</summary>
    public bool Rose { get; private set; }

    /// <summary>The last time it came on: between this sample and the next. Known until it is at rest again.</summary>
    public MonotonicTime EdgeFrom => _activity?.EdgeFrom ?? default;

    public MonotonicTime EdgeTo => _activity?.EdgeTo ?? default;

    /// <summary>Something good was seen of it in this run.</summary>
    public bool IsEvaluated { get; private set; }

    /// <summary>Nothing is on, running or frozen: an observation from here is like the first.</summary>
    public bool AtRest => _activity is null;

    /// <summary>Bad quality up to this long only freezes the timers; after longer they start from zero.</summary>
    private TimeSpan FreezeLimit => Poll * 3 > s_leastFreeze ? Poll * 3 : s_leastFreeze;

    /// <summary>False: it was bad, and only froze the timers.</summary>
    public bool Observe(in Observation observation)
    {
        Rose = false;
        MonotonicTime at = observation.At;
        if (IsBad(observation))
        {
            StageActivity activity = Active();
            activity.BadReadings++;
            activity.BadSince ??= at;
            _previousGood = false;
            return false;
        }

        TimeSpan credit = Credit(at);
        bool raise = false;
        bool clear = observation.MayClear;
        for (int i = 0; i < _rule.Stages.Count; i++)
        {
            Verdict verdict = observation.Of(_rule, i);
            raise |= verdict.Raise == Truth.True;
            clear &= verdict.Clear == Truth.True;
            // At rest only a condition that holds changes anything.
            if (_activity is not null || verdict.Raise == Truth.True)
                Step(ref Active().Stages[i], _rule.Stages[i], verdict, observation, credit);
        }

        if (raise && !RawOn)
            Rise(at);
        if (_activity is { } current)
            Settle(current, cleared: !raise && clear);
        _previous = at;
        _hasPrevious = true;
        _previousGood = true;
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
        ReadOnlySpan<StageTimers> stages = Stages;
        for (int i = 0; i < stages.Length; i++)
        {
            if (!stages[i].On)
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
        if (_activity is not { } activity)
            return;
        for (int i = 0; i < activity.Stages.Length; i++)
        {
            if (_rule.Stages[i].Side == side)
                activity.Stages[i] = default;
        }
    }

    public StageHit Hit(int i, in Observation observation)
    {
        Stage stage = _rule.Stages[i];
        MonotonicTime onset = Of(i).Raise.Running ? Of(i).Raise.Onset : observation.At;
        return new StageHit(i, stage.Level, observation.Value, stage.Limit, observation.Quality, observation.At, onset, observation.Forecast);
    }

    /// <summary>The stage is on, and what came last does not speak against it.</summary>
    public bool IsSure(int i) => Of(i).On && !Of(i).Clear.Running;

    /// <summary>Of an alarm that is not active: the most severe stage whose condition holds, proven or not; -1 for none.</summary>
    public int Pending()
    {
        ReadOnlySpan<StageTimers> stages = Stages;
        for (int i = stages.Length - 1; i >= 0; i--)
        {
            if (stages[i].On || stages[i].Raise.Running)
                return i;
        }

        return -1;
    }

    /// <summary>How each stage stands, to explain it to people.</summary>
    public IReadOnlyList<StageStanding> Standings() => [.. _rule.Stages.Select((stage, i) => Standing(stage, Of(i)))];

    private static StageStanding Standing(Stage stage, in StageTimers timers)
    {
        ConditionTimer held = timers.On ? timers.Clear : timers.Raise;
        return new StageStanding(stage, timers.On, held.Running ? held.Held : null, timers.Raise.Running ? timers.Raise.Onset : null);
    }

    /// <summary>How long a stage has been pending, gaps included.</summary>
    public TimeSpan PendingFor(int i, MonotonicTime at) =>
        at.Since(Of(i).Raise.Onset) ?? at.Since(_activity?.ResumedAt ?? at) ?? TimeSpan.Zero;

    /// <summary>The on-delays start again: what was proven has to be proven anew.</summary>
    public void StartAgain()
    {
        if (_activity is { } activity)
            Array.Clear(activity.Stages);
    }

    /// <summary>Of conditions judged elsewhere all that matter now must be unknown; a value is bad by its quality.</summary>
    private bool IsBad(in Observation observation)
    {
        if (!observation.IsJudged)
            return observation.Reading.Quality == Quality.Bad;
        for (int i = 0; i < _rule.Stages.Count; i++)
        {
            Truth truth = Of(i).On ? observation.Verdicts[i].Clear : observation.Verdicts[i].Raise;
            if (truth != Truth.Unknown)
                return false;
        }

        return true;
    }

    private void Rise(MonotonicTime at)
    {
        StageActivity activity = Active();
        activity.RawOn = true;
        activity.EdgeFrom = _hasPrevious ? _previous : new MonotonicTime(at.Boot, TimeSpan.Zero);
        activity.EdgeTo = at;
        Rose = true;
    }

    private TimeSpan Credit(MonotonicTime at)
    {
        if (_previousGood && _hasPrevious)
            return at.Since(_previous) is { } span && span > TimeSpan.Zero ? span : TimeSpan.Zero;
        bool tooLong = BadSince is { } since && (at.Since(since) is not { } frozen || frozen > FreezeLimit);
        if (tooLong)
            ResetTimers();
        return TimeSpan.Zero;
    }

    private void Step(ref StageTimers timers, Stage stage, Verdict verdict, in Observation observation, TimeSpan credit)
    {
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
        foreach (ref StageTimers stage in _activity!.Stages.AsSpan())
            stage = new StageTimers { On = stage.On };
    }

    private ReadOnlySpan<StageTimers> Stages => _activity is { } activity ? activity.Stages : default;

    private StageTimers Of(int stage) => _activity is { } activity ? activity.Stages[stage] : default;

    private StageActivity Active() => _activity ??= new StageActivity(_rule.Stages.Count);

    /// <summary>What is good again, and whose condition has gone, comes to rest.</summary>
    private void Settle(StageActivity activity, bool cleared)
    {
        activity.BadSince = null;
        activity.BadReadings = 0;
        if (cleared)
            activity.RawOn = false;
        if (activity.IsOver)
            _activity = null;
    }
}
