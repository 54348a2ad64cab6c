using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Judges what is read. Owns all state, knows no clock and does no I/O: the same inputs give the same outputs on every
/// machine, so a recorded day can be replayed. Used by one thread.
/// </summary>
public sealed class GatewayPipeline
{
    private static readonly TimeSpan s_leastFreeze = TimeSpan.FromSeconds(60);

    private readonly GatewayModel _model;
    private readonly PointState[] _points;
    private readonly FaultMonitor[] _silence;
    private readonly FaultMonitor[] _badData;
    private readonly AlarmTracker[] _trackers;
    private readonly AlarmTracker[][] _byPoint;
    private readonly TelemetryBatcher? _telemetry;
    private readonly AlarmSink _sink = new();
    private readonly PipelineOutput _output = new();

    public GatewayPipeline(GatewayModel model)
    {
        _model = model;
        _points = new PointState[model.Points.Count];
        foreach (PointInfo point in model.Points.All)
            _points[point.Id.Index] = new PointState(Reading.Bad(point.Id, QualityReason.NotConfigured, default), null, null);
        _silence = [.. model.Devices.Select(_ => new FaultMonitor())];
        _badData = [.. model.Devices.Select(_ => new FaultMonitor())];
        _trackers = MakeTrackers(model);
        _byPoint = new AlarmTracker[model.Points.Count][];
        Array.Fill(_byPoint, []);
        foreach (IGrouping<int, AlarmTracker> group in _trackers.GroupBy(t => t.Alarm.Point.Id.Index))
            _byPoint[group.Key] = [.. group];
        _telemetry = model.Telemetry is { } telemetry ? new TelemetryBatcher(model, telemetry) : null;
    }

    /// <summary>Serials left before more must be added; asked by the owner between inputs.</summary>
    public long SerialsLeft => _sink.SerialsLeft;

    public void AddSerials(uint first, uint count) => _sink.AddSerials(first, count);

    public PointState this[PointId point] => _points[point.Index];

    /// <summary>Why a device is silent or partly bad, as it last said; null when it is well.</summary>
    public string? DetailOf(int device) => _silence[device].Detail ?? _badData[device].Detail;

    /// <summary>Whether a device is silent; null before its first poll.</summary>
    public bool? IsSilent(int device) => _silence[device].Faulty;

    /// <summary>Every alarm that is not normal, in the model's order.</summary>
    public IEnumerable<(AlarmDefinition Alarm, AlarmState State)> Standing() =>
        from tracker in _trackers
        where tracker.State.Letter != AlarmLetter.A
        select (tracker.Alarm, tracker.State);

    /// <summary>Every alarm of a point as it stands, normal or not.</summary>
    public IEnumerable<AlarmStanding> Explain(PointId point) =>
        from tracker in _byPoint[point.Index]
        select new AlarmStanding(tracker.Alarm, tracker.State, tracker.Stages());

    public PipelineOutput Apply(GatewayInput input)
    {
        _output.Clear();
        _sink.Clear();
        switch (input)
        {
            case PollInput poll:
                Apply(poll);
                break;
            case AckInput ack:
                _output.Ack = Apply(ack);
                break;
            case RestateInput:
                Restate();
                break;
            case NoteInput note:
                _output.JournalList.Add(new JournalLine(note.At, note.Kind, note.Subject, note.Text));
                break;
        }

        if (_telemetry?.Flush(input.At) is { } message)
            _output.MessageList.Add(message);
        return Finish();
    }

    /// <summary>What is still gathered, at a clean stop.</summary>
    public PipelineOutput Flush(MonotonicTime at)
    {
        _output.Clear();
        _sink.Clear();
        if (_telemetry?.Flush(at, final: true) is { } message)
            _output.MessageList.Add(message);
        return _output;
    }

    private void Apply(PollInput poll)
    {
        DeviceModel device = _model.Devices[poll.Device];
        FaultMonitor silence = _silence[poll.Device];
        silence.Observe(poll.At, poll.Failed, poll.Failed ? poll.Detail : null);
        _sink.Detail = poll.Detail;
        bool stale = poll.Failed && silence.Faulty == true;
        bool badData = false;
        foreach (Reading reading in poll.Readings.Span)
        {
            badData |= IsFault(reading);
            Take(stale ? Reading.Bad(reading.Point, QualityReason.Stale, reading.At) : reading, stale);
        }

        if (silence.Faulty is { } silent)
            Take(Reading.Good(device.CommPoint, silent ? 1 : 0, poll.At), stale: false);
        // Of the data of a silent device nothing is known, good or bad.
        if (poll.Failed)
            return;
        _badData[poll.Device].Observe(poll.At, badData, poll.Detail);
        if (_badData[poll.Device].Faulty is { } faulty)
            Take(Reading.Good(device.DataPoint, faulty ? 1 : 0, poll.At), stale: false);
    }

    /// <summary>A value that should be there and is not. A sentinel is the device's own way to say that there is none.</summary>
    private static bool IsFault(in Reading reading) =>
        reading.Quality == Quality.Bad && reading.Reason is not (QualityReason.Sentinel or QualityReason.NotConfigured);

    private void Take(in Reading reading, bool stale)
    {
        ref PointState state = ref _points[reading.Point.Index];
        state = reading.Quality == Quality.Good
            ? new PointState(reading, reading.Value, reading.At)
            : state with { Latest = reading };
        foreach (AlarmTracker tracker in _byPoint[reading.Point.Index])
            tracker.Observe(reading, stale, _sink);
        _telemetry?.Observe(reading);
    }

    private AckResult Apply(AckInput ack)
    {
        AlarmTracker? tracker = Array.Find(_trackers, t => t.State.Serial == ack.Serial && t.State.Letter != AlarmLetter.A);
        if (tracker is null)
            return AckResult.Unknown;
        return ack.Reset
            ? tracker.Reset(ack.Serial, ack.By, ack.At, _sink)
            : tracker.Acknowledge(ack.Serial, ack.Number ?? tracker.State.Number, ack.By, ack.At, _sink);
    }

    /// <summary>Turns the transitions of this input into what is kept and sent.</summary>
    private PipelineOutput Finish()
    {
        IReadOnlyList<AlarmTransition> transitions = _sink.Transitions;
        for (int i = 0; i < transitions.Count; i++)
        {
            AlarmTransition transition = transitions[i];
            _output.TransitionList.Add(transition);
            _output.MessageList.Add(PipelineMessages.Alarm(transition, _model.Language, _model.Origin));
            _output.JournalList.Add(PipelineMessages.Journal(transition, _model.Language));
            PutState(transition.Alarm, transition.State);
        }

        return _output;
    }

    private void Restate()
    {
        foreach ((AlarmDefinition alarm, AlarmState state) in Standing())
            PutState(alarm, state);
    }

    private void PutState(AlarmDefinition alarm, AlarmState alarmState)
    {
        string key = alarm.Key;
        _output.StateList.RemoveAll(s => s.Key == key);
        // An array that is null would turn into an empty memory, not into none.
        ReadOnlyMemory<byte>? state = null;
        if (alarmState.Letter != AlarmLetter.A)
            state = AlarmRecord.Of(alarm, alarmState).Write();
        _output.StateList.Add(new StateChange(key, state));
    }

    public PipelineSnapshot Snapshot() => new(
        [.. from tracker in _trackers where !tracker.AtRest select SnapshotTimers.Of(tracker)]);

    /// <summary>
    /// Takes up an earlier run's state, before the first input. What the configuration no longer knows is ended with cause
    /// <c>config</c>.
    /// </summary>
    public PipelineOutput Restore(RestoredState restored, MonotonicTime at)
    {
        _output.Clear();
        _sink.Clear();
        Dictionary<string, AlarmTimers> timers = TimersOf(restored);
        Dictionary<string, AlarmTracker> trackers = _trackers.ToDictionary(t => t.Alarm.Key, StringComparer.Ordinal);
        var states = new Dictionary<string, AlarmState>(StringComparer.Ordinal);
        foreach ((string key, ReadOnlyMemory<byte> bytes) in restored.States)
        {
            if (AlarmRecord.Read(bytes.Span) is not { } record)
            {
                Forget(key, at);
                continue;
            }

            int stage = trackers.TryGetValue(key, out AlarmTracker? tracker) ? StageIndex(tracker, record.Stage) : -1;
            if (stage < 0)
                EndFormer(key, record, at);
            else
                states[key] = record.State with { Stage = stage };
        }

        foreach (AlarmTracker tracker in _trackers)
        {
            AlarmState state = states.GetValueOrDefault(tracker.Alarm.Key, AlarmState.Normal);
            IReadOnlyList<StageTimers> saved = timers.TryGetValue(tracker.Alarm.Key, out AlarmTimers? t) ? SnapshotTimers.Restore(t) : [];
            tracker.Restore(state, saved, at);
        }

        foreach (DeviceModel device in _model.Devices)
        {
            _silence[device.Index].Restore(IsActive(device.CommPoint));
            _badData[device.Index].Restore(IsActive(device.DataPoint));
        }

        return Finish();
    }

    private bool IsActive(PointId point) => Array.Exists(_byPoint[point.Index], t => t.State.Active);

    private static Dictionary<string, AlarmTimers> TimersOf(RestoredState restored) =>
        restored.Snapshot is { } snapshot && restored.Down is { } down && down <= s_leastFreeze
            ? snapshot.Alarms.ToDictionary(a => a.Key, StringComparer.Ordinal)
            : [];

    private static int StageIndex(AlarmTracker tracker, string name)
    {
        IReadOnlyList<Rules.Stage> stages = tracker.Alarm.Rule.Stages;
        for (int i = 0; i < stages.Count; i++)
        {
            if (stages[i].Name == name)
                return i;
        }

        return -1;
    }

    /// <summary>An alarm whose stored state cannot be read is judged afresh.</summary>
    private void Forget(string key, MonotonicTime at)
    {
        _output.StateList.Add(new StateChange(key, null));
        _output.JournalList.Add(PipelineMessages.Unreadable(key, at, _model.Language));
    }

    private void EndFormer(string key, AlarmRecord record, MonotonicTime at)
    {
        AlarmState last = record.State with { Stage = 0 };
        // A returned one that nobody acknowledged has had its End.
        AlarmFlag flag = last.Letter == AlarmLetter.D ? AlarmFlag.Superseded : AlarmFlag.End;
        _sink.Tell(new AlarmTransition(record.Former(key), flag, AlarmMachine.Remove(last, at), at, "config"));
    }

    private static AlarmTracker[] MakeTrackers(GatewayModel model)
    {
        Dictionary<string, TimeSpan> polls = model.Devices.ToDictionary(d => d.Id, d => d.Poll, StringComparer.Ordinal);
        return
        [
            .. model.Alarms.Select(alarm =>
            {
                TimeSpan threePolls = polls.GetValueOrDefault(alarm.Point.Device) * 3;
                return new AlarmTracker(alarm, threePolls > s_leastFreeze ? threePolls : s_leastFreeze);
            }),
        ];
    }
}
