using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Judges what is read. Owns all state, knows no clock and does no I/O: the same inputs give the same outputs on every
/// machine, so a recorded day can be replayed. Used by one thread.
/// </summary>
public sealed partial class GatewayPipeline
{
    private readonly GatewayModel _model;
    private readonly PointState[] _points;
    private readonly FaultMonitor[] _silence;
    private readonly FaultMonitor[] _badData;
    private readonly BusWatch _buses;
    private readonly AlarmBook _alarms;
    private readonly int[][] _byPoint;
    private readonly Judgement _judgement;
    private readonly PlausibilityGate _gate;
    private readonly PointId?[] _figures;
    private readonly PointId? _rulesPoint;
    private readonly TelemetryBatcher? _telemetry;
    private readonly AlarmSink _sink = new();
    private readonly PipelineOutput _output = new();
    private readonly List<Reading> _believed = [];
    private MonotonicTime _now;

    public GatewayPipeline(GatewayModel model)
    {
        _model = model;
        _points = new PointState[model.Points.Count];
        foreach (PointInfo point in model.Points.All)
            _points[point.Id.Index] = new PointState(Reading.Bad(point.Id, QualityReason.NotConfigured, default), null, null);
        _silence = [.. model.Devices.Select(_ => new FaultMonitor())];
        _badData = [.. model.Devices.Select(_ => new FaultMonitor())];
        _buses = new BusWatch(model, _silence);
        Dictionary<string, TimeSpan> polls = model.Devices.ToDictionary(d => d.Id, d => d.Poll, StringComparer.Ordinal);
        _alarms = new AlarmBook(model.Alarms, alarm => polls.GetValueOrDefault(alarm.Point.Device), model.AlarmSettings);
        _byPoint = new int[model.Points.Count][];
        Array.Fill(_byPoint, []);
        // A condition over several signals is judged where all of them are seen, not by its point.
        foreach (IGrouping<int, AlarmTracker> group in _alarms.Trackers.Where(t => t.Alarm.Rule is not ConditionRule).GroupBy(t => t.Alarm.Point.Id.Index))
            _byPoint[group.Key] = [.. group.Select(t => t.Index)];
        _gate = new PlausibilityGate(model.Points);
        _judgement = new Judgement(JudgementBuilder.Build(model));
        foreach (PointInfo point in model.Points.All)
            _judgement.See(_points[point.Id.Index].Latest);
        _figures = [.. AlarmMetrics.Names.Select(name => OwnPoint(name))];
        _rulesPoint = OwnPoint(OwnPoints.Rules);
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

    /// <summary>Every alarm that is not normal, in the model's order; those that are hidden too.</summary>
    public IEnumerable<(AlarmDefinition Alarm, AlarmState State)> Standing() => _alarms.Standing.Select(t => (t.Alarm, t.State));

    public IReadOnlyList<MaintenanceWindow> MaintenanceWindows => _alarms.Windows;

    /// <summary>The numbers of domain section 4.1, rule 11, as of the latest tick.</summary>
    public AlarmMetrics Metrics => _alarms.Metrics;

    public PipelineOutput Apply(GatewayInput input)
    {
        _output.Clear();
        _sink.Clear();
        _now = input.At;
        switch (input)
        {
            case PollInput poll:
                Apply(poll);
                break;
            case TickInput tick:
                Apply(tick);
                break;
            case CommandInput command:
                Apply(command);
                break;
            case ClockInput clock:
                _alarms.Synchronise(clock.At, clock.Utc);
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
        bool badData = poll.IsUnfed(device.Points.Count);
        _judgement.Begin(poll.At);
        _believed.Clear();
        foreach (Reading reading in poll.Readings.Span)
        {
            Reading believed = _gate.Pass(stale ? Reading.Bad(reading.Point, QualityReason.Stale, reading.At) : reading);
            badData |= IsFault(believed);
            _believed.Add(believed);
            _judgement.See(believed);
        }

        foreach (Reading reading in _believed)
            Take(reading, stale);

        if (silence.Faulty is { } silent)
            Take(Reading.Good(device.CommPoint, silent ? 1 : 0, poll.At), stale: false);
        // Of the data of a silent device nothing is known, good or bad.
        if (!poll.Failed)
        {
            _badData[poll.Device].Observe(poll.At, badData, poll.Detail);
            if (_badData[poll.Device].Faulty is { } faulty)
                Take(Reading.Good(device.DataPoint, faulty ? 1 : 0, poll.At), stale: false);
        }

        Judge(_judgement.After(poll.Device), poll.At);
    }

    /// <summary>A value that should be there and is not. A sentinel is the device's own way to say that there is none.</summary>
    private static bool IsFault(in Reading reading) =>
        reading.Quality == Quality.Bad && reading.Reason is not (QualityReason.Sentinel or QualityReason.NotConfigured or QualityReason.Implausible);

    private void Take(in Reading reading, bool stale)
    {
        ref PointState state = ref _points[reading.Point.Index];
        state = reading.Quality == Quality.Good
            ? new PointState(reading, reading.Value, reading.At)
            : state with { Latest = reading };
        _judgement.See(reading);
        foreach (int alarm in _byPoint[reading.Point.Index])
            _alarms.Observe(alarm, new Observation(reading, stale, default, _judgement.Forecast(alarm)), _sink);
        _telemetry?.Observe(reading);
    }

    /// <summary>Turns the transitions of this input into what is kept and sent.</summary>
    private PipelineOutput Finish()
    {
        IReadOnlyList<AlarmTransition> transitions = _sink.Transitions;
        for (int i = 0; i < transitions.Count; i++)
        {
            AlarmTransition transition = transitions[i];
            _output.TransitionList.Add(transition);
            _output.MessageList.Add(PipelineMessages.Alarm(transition, _model));
            _output.JournalList.Add(PipelineMessages.Journal(transition, _model.Language));
            PutState(transition.Alarm, transition.State);
        }

        foreach (WindowChange change in _sink.Windows)
        {
            PutWindow(change.Window.Device, change.Opened ? change.Window : null);
            _output.JournalList.Add(PipelineMessages.Journal(change, _model.Language));
        }

        return _output;
    }

    private void Restate()
    {
        foreach ((AlarmDefinition alarm, AlarmState state) in Standing())
            PutState(alarm, state);
        foreach (MaintenanceWindow window in _alarms.Windows)
            PutWindow(window.Device, window);
    }

    private void PutWindow(string? device, MaintenanceWindow? window)
    {
        string key = KeySpace.Of(_model.Origin) + MaintenanceWindow.KeyOf(device);
        _output.StateList.RemoveAll(s => s.Key == key);
        ReadOnlyMemory<byte>? state = null;
        if (window is not null)
            state = window.Write();
        _output.StateList.Add(new StateChange(key, state));
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

    public PipelineSnapshot Snapshot() => new(_alarms.SaveTimers())
    {
        Book = _alarms.Save(_now),
        Clock = _judgement.ClockAt(_now),
        Gates = _gate.Save(),
        Terms = TermStates.Save(_judgement.Pool),
        Devices = [.. _model.Devices.Select(d => new DeviceTimers(d.Id, _silence[d.Index].Save(), _badData[d.Index].Save()))],
    };

    /// <summary>
    /// Takes up an earlier run's state, before the first input. What the configuration no longer knows is ended with cause
    /// <c>config</c>.
    /// </summary>
    public PipelineOutput Restore(RestoredState restored, MonotonicTime at)
    {
        _output.Clear();
        _sink.Clear();
        _now = at;
        if (restored.Snapshot is { } snapshot)
            _judgement.Resume(snapshot, restored.Past, at, restored.Down);
        RestoredAlarms alarms = RestoredAlarms.Of(restored, _alarms, KeySpace.Of(_model.Origin));
        foreach (string key in alarms.Unreadable)
            Forget(key, at);
        foreach ((string key, AlarmRecord record) in alarms.Former)
            EndFormer(key, record, at);
        var shift = new RunShift(restored.Snapshot?.Book?.At ?? default, at, restored.Down is { } down && down > TimeSpan.Zero ? down : TimeSpan.Zero);
        if (restored.Down is not null)
            _gate.Restore(restored.Snapshot?.Gates ?? [], shift.Move);
        _alarms.Restore(alarms.StateOf, alarms.TimersOf, alarms.Windows, restored.Snapshot?.Book, shift, alarms.KeepsDelays || shift.Continues);
        foreach (DeviceModel device in _model.Devices)
        {
            DeviceTimers? saved = restored.Snapshot?.Devices?.FirstOrDefault(d => d.Device == device.Id);
            _silence[device.Index].Restore(IsActive(device.CommPoint), saved?.Silence, shift);
            _badData[device.Index].Restore(IsActive(device.DataPoint), saved?.BadData, shift);
        }

        if (shift.Continues)
            RestoreDevices(restored.Snapshot?.Devices ?? [], shift);
        else
            Restate(); // Ends are counted from this run's start.
        return Finish();
    }

    private void RestoreDevices(IReadOnlyList<DeviceTimers> devices, RunShift shift)
    {
        foreach (DeviceTimers saved in devices)
        {
            if (_model.Devices.FirstOrDefault(d => d.Id == saved.Device) is not { } device)
                continue;
            _silence[device.Index].Restore(saved.Silence, shift);
            _badData[device.Index].Restore(saved.BadData, shift);
        }
    }

    private bool IsActive(PointId point) => Array.Exists(_byPoint[point.Index], i => _alarms.Trackers[i].State.Active);

    /// <summary>An alarm whose stored state cannot be read is judged afresh.</summary>
    private void Forget(string key, MonotonicTime at)
    {
        _output.StateList.Add(new StateChange(key, null));
        _output.JournalList.Add(PipelineMessages.Unreadable(key, at, _model.Language));
    }

    private void EndFormer(string key, AlarmRecord record, MonotonicTime at)
    {
        AlarmState last = record.State with { Stage = 0 };
        AlarmFlag flag = last.Phase switch
        {
            // A returned one that nobody acknowledged has had its End, and so has one that is only hidden.
            AlarmLetter.D => AlarmFlag.Superseded,
            AlarmLetter.A => last.OutOfService is null ? AlarmFlag.Unshelve : AlarmFlag.InService,
            _ => AlarmFlag.End,
        };
        _sink.Tell(new AlarmTransition(record.Former(key), flag, AlarmMachine.Remove(last, at), at, "config").From(last));
    }
}
