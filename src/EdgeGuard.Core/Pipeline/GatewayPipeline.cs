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
    private readonly FaultMonitor[] _silence;
    private readonly FaultMonitor[] _badData;
    private readonly BusWatch _buses;
    private readonly AlarmBook _alarms;
    private readonly AlarmsByPoint _byPoint;
    private readonly Judgement _judgement;
    private readonly PlausibilityGate _gate;
    private readonly PointId?[] _figures;
    private readonly PointId? _rulesPoint;
    private readonly PointId? _outputsPoint;
    private readonly OutputGuard _guard;
    private readonly PowerWatch _power;
    private readonly TelemetryBatcher? _telemetry;
    private readonly AlarmSink _sink = new();
    private readonly PipelineOutput _output = new();
    private readonly List<Reading> _believed = [];
    private MonotonicTime _now;

    public GatewayPipeline(GatewayModel model)
    {
        _model = model.Bound();
        _silence = [.. model.Devices.Select(_ => new FaultMonitor())];
        _badData = [.. model.Devices.Select(_ => new FaultMonitor())];
        _buses = new BusWatch(_model, _silence);
        Dictionary<string, TimeSpan> polls = model.Devices.ToDictionary(d => d.Id, d => d.Poll, StringComparer.Ordinal);
        _alarms = new AlarmBook(model.Alarms, alarm => polls.GetValueOrDefault(alarm.Point.Device), model.AlarmSettings);
        _byPoint = new AlarmsByPoint(model.Points.Count, model.Alarms);
        _gate = new PlausibilityGate(model.Points);
        _judgement = new Judgement(JudgementBuilder.Build(model));
        foreach (PointInfo point in model.Points.All)
            _judgement.See(Reading.Bad(point.Id, QualityReason.NotConfigured, default));
        _guard = new OutputGuard(model.Outputs, Interlocks(model.Scope, _judgement.Pool));
        _power = new PowerWatch(model.Points);
        _figures = [.. AlarmMetrics.Names.Select(name => OwnPoint(name))];
        _rulesPoint = OwnPoint(OwnPoints.Rules);
        _outputsPoint = OwnPoint(OwnPoints.Outputs);
        _telemetry = model.Telemetry is { } telemetry ? new TelemetryBatcher(model, telemetry) : null;
    }

    /// <summary>Serials left before more must be added; asked by the owner between inputs.</summary>
    public long SerialsLeft => _sink.SerialsLeft;

    public void AddSerials(uint first, uint count) => _sink.AddSerials(first, count);

    public PointState this[PointId point] => _judgement.StateOf(point);

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
            default:
                ApplyToOutputs(input);
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
        _output.PowerFails = _power.Look(_judgement);
    }

    /// <summary>A value that should be there and is not. A sentinel is the device's own way to say that there is none.</summary>
    private static bool IsFault(in Reading reading) =>
        reading.Quality == Quality.Bad && reading.Reason is not (QualityReason.Sentinel or QualityReason.NotConfigured or QualityReason.Implausible);

    private void Take(in Reading reading, bool stale)
    {
        _judgement.See(reading);
        foreach (int alarm in _byPoint[reading.Point])
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
}
