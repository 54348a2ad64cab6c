using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Everything that is computed, in an order in which what is needed comes first: after a poll what depends on that device alone, at a
/// tick what spans devices. Owns the terms' state and their clock.
/// </summary>
internal sealed class Judgement
{
    /// <summary>What is told of a time that never comes: about 32 years.</summary>
    public const double Never = 1e9;

    /// <summary>How long the gateway was away when no clock that can be trusted tells: windows are empty then, what was learned stays.</summary>
    public static readonly TimeSpan UnknownGap = TimeSpan.FromDays(1);

    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private readonly JudgementStep[][] _byDevice;
    private readonly JudgementStep[] _atTick;
    private readonly IReadOnlyDictionary<int, AlarmTerms> _alarms;
    private readonly (int Alarm, Term While)[] _inhibitions;
    private readonly Dictionary<PointId, Reading> _lastGood = [];
    private readonly List<string> _faults = [];
    private MonotonicTime _origin;
    private long _originMs;

    public Judgement(JudgementProgram program)
    {
        Pool = program.Pool;
        _byDevice = program.ByDevice;
        _atTick = program.AtTick;
        _alarms = program.Alarms;
        _inhibitions = program.Inhibitions;
        Context = new EvaluationContext(program.Points);
    }

    public EvaluationContext Context { get; }

    public TermPool Pool { get; }

    /// <summary>The rules that failed at run time, and how, the first one first: they give nothing any more, and the rest goes on.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public string? Fault => _faults.Count == 0 ? null : _faults[0];

    public ReadOnlySpan<JudgementStep> After(int device) => _byDevice[device];

    public ReadOnlySpan<JudgementStep> AtTick => _atTick;

    public IReadOnlyList<(int Alarm, Term While)> Inhibitions => _inhibitions;

    public void See(in Reading reading)
    {
        ref Reading latest = ref Context.Latest[reading.Point.Index];
        if (latest.Quality != Quality.Good && reading.Quality == Quality.Good)
            _lastGood.Remove(reading.Point);
        else if (latest.Quality == Quality.Good && reading.Quality != Quality.Good)
            _lastGood[reading.Point] = latest;
        latest = reading;
    }

    public PointState StateOf(PointId point)
    {
        Reading latest = Context.Latest[point.Index];
        if (latest.Quality == Quality.Good)
            return new PointState(latest, latest.Value, latest.At);
        return _lastGood.TryGetValue(point, out Reading good) ? new PointState(latest, good.Value, good.At) : new PointState(latest, null, null);
    }

    /// <summary>Begins a pass: every term moves on at most once until the next.</summary>
    public void Begin(MonotonicTime at)
    {
        Context.Pass++;
        Context.Now = ClockAt(at);
    }

    /// <summary>The terms' clock; polls of different buses may come in a little out of order, and it never goes back.</summary>
    public long ClockAt(MonotonicTime at)
    {
        if (_origin.Boot != at.Boot)
            _origin = at with { SinceBoot = TimeSpan.Zero };
        return Math.Max(Context.Now, _originMs + (long)(at.SinceBoot - _origin.SinceBoot).TotalMilliseconds);
    }

    /// <summary>
    /// Goes on where an earlier run left off: its snapshot, then what it read after it, then the gap in which nobody looked.
    /// </summary>
    /// <param name="down">How long the gateway was away; null when no clock that can be trusted tells.</param>
    public void Resume(PipelineSnapshot snapshot, StoredPast? past, MonotonicTime at, TimeSpan? down)
    {
        if (snapshot.Terms is { } terms)
            TermStates.Load(terms, Pool);
        Continue(past?.Made ?? at, snapshot.Clock, TimeSpan.Zero);
        if (past is not null)
            Relive(past);
        TimeSpan gap = down is { } known && known > TimeSpan.Zero ? known : down is null ? UnknownGap : TimeSpan.Zero;
        Continue(at, past is null ? snapshot.Clock : Math.Max(Context.Now, ClockAt(past.Until)), gap);
    }

    /// <summary>Terms move on with what was read then; nothing is told of it, for whatever had to be told was told then.</summary>
    private void Relive(StoredPast past)
    {
        Reading[] before = [.. Context.Latest];
        MonotonicTime tick = past.Made;
        foreach (PollInput poll in past.Polls)
        {
            for (; tick < poll.At; tick += s_tick)
                Move(_atTick, tick);
            foreach (Reading reading in poll.Readings.Span)
                See(reading);
            Move(_byDevice[poll.Device], poll.At);
        }

        // Of the room as it is now nothing is known yet.
        before.CopyTo(Context.Latest, 0);
        _lastGood.Clear();
    }

    private void Move(JudgementStep[] steps, MonotonicTime at)
    {
        Begin(at);
        foreach (JudgementStep step in steps)
        {
            if (step.Alarm is null)
                See(Compute(step, at));
            else
                MoveCondition(step);
        }
    }

    private void MoveCondition(JudgementStep step)
    {
        Evaluate(step, step.Raise!);
        if (step.Clear is { } clear)
            Evaluate(step, clear);
        if (step.Value is { } value)
            Evaluate(step, value);
        if (_alarms[step.Alarm!.Value].Forecast is { } forecast)
            Evaluate(step, forecast);
    }

    private void Continue(MonotonicTime at, long clock, TimeSpan gap)
    {
        _origin = at;
        _originMs = clock + (long)gap.TotalMilliseconds;
        Context.Now = _originMs;
    }

    /// <summary>The computed point's reading.</summary>
    public Reading Compute(JudgementStep step, MonotonicTime at)
    {
        Operand value = Evaluate(step, step.Value!);
        double number = double.IsInfinity(value.Value) ? Math.CopySign(Never, value.Value) : value.Value;
        return value.Quality switch
        {
            Quality.Good => Reading.Good(step.Point, number, at),
            Quality.Uncertain => Reading.Uncertain(step.Point, number, value.Reason, at),
            _ => Reading.Bad(step.Point, value.Reason, at),
        };
    }

    /// <summary>An alarm's forecast in seconds; null when it has none, or none can be told now.</summary>
    public double? Forecast(int alarm) =>
        TermsOf(alarm)?.Forecast?.Evaluate(Context) is { IsKnown: true } left && double.IsFinite(left.Value) && left.Value < Never ? left.Value : null;

    /// <summary>Whether an alarm's expressions read a point; what computed points stand on is not followed.</summary>
    public bool Reads(int alarm, PointId point) => TermsOf(alarm) is { } terms && terms.Reads.Contains(point.Index);

    /// <summary>What an alarm's expressions are worth now, part by part.</summary>
    public IReadOnlyList<TermValue> Describe(int alarm) =>
        [.. (TermsOf(alarm)?.Judged ?? []).SelectMany(term => Expression.Describe(term, Context)).DistinctBy(v => v.Text)];

    private AlarmTerms? TermsOf(int alarm) => _alarms.GetValueOrDefault(alarm);

    /// <summary>A term's worth; one that fails is unknown from then on.</summary>
    public Operand Evaluate(JudgementStep step, Term term)
    {
        if (step.Fault is not null)
            return Operand.Unknown(QualityReason.Implausible);
        try
        {
            return term.Evaluate(Context);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A rule that fails must stop nothing else; the gateway's own point tells that there is one.
            step.Fault = $"{step.Name}: {e.Message}";
            _faults.Add(step.Fault);
            return Operand.Unknown(QualityReason.Implausible);
        }
    }
}
