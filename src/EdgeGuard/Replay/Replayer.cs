using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>
/// Judges readings of the past: gathers rows of one device and one time into its poll, lets the seconds between pass, and tells
/// every transition. It touches nothing and waits for nothing.
/// </summary>
internal sealed class Replayer
{
    /// <summary>Where nothing at all is said for longer, the gateway is taken to have been off [our default]: a clock that had not been set yet must not cost years of seconds.</summary>
    private static readonly TimeSpan s_away = TimeSpan.FromDays(7);

    private readonly GatewayModel _model;
    private readonly Action<AlarmTransition, long> _told;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _states = new(StringComparer.Ordinal);
    private readonly int[] _deviceOf;
    private readonly long[] _lastOf;
    private readonly PollGather[] _gathers;
    private readonly List<PollGather> _open = [];
    private GatewayPipeline _pipeline;
    private uint _boot = 1;
    private uint _nextSerial = 1;
    private long _base = -1;
    private long _openTime;
    private long _clock;
    private long _nextTick;
    private long _rows;
    private long _backward;
    private long _late;
    private long _transitions;

    /// <param name="model">Best without telemetry.</param>
    /// <param name="told">Gets every transition, and its UTC in ticks.</param>
    public Replayer(GatewayModel model, Action<AlarmTransition, long> told)
    {
        (_model, _told) = (model, told);
        _deviceOf = new int[model.Points.Count];
        foreach (DeviceModel device in model.Devices)
        {
            foreach (PointId point in device.Points)
                _deviceOf[point.Index] = device.Index;
        }

        _lastOf = new long[model.Points.Count];
        _gathers = [.. model.Devices.Select(d => new PollGather(d.Index))];
        _pipeline = Start();
    }

    /// <summary>Time zone of the room, for timetables.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public ReplayCounts Counts => new(_rows, _backward, _late, _transitions, Math.Max(_base, 0), _clock);

    public void Take(in ReplayRow row)
    {
        ref long last = ref _lastOf[row.Point.Index];
        if (row.Time < last)
        {
            _backward++;
            return;
        }

        last = row.Time;
        _rows++;
        if (row.Time != _openTime)
            Close();
        Begin(row.Time);
        if (row.Time - _clock > s_away.Ticks)
            Restart(_clock, new TimeSpan(row.Time - _clock), clean: false);
        if (row.Time < _clock)
            _late++;
        _openTime = row.Time;
        PollGather gather = _gathers[_deviceOf[row.Point.Index]];
        if (gather.IsEmpty)
            _open.Add(gather);
        gather.Add(row, At(row.Time));
    }

    /// <summary>Something a person does, after all that was read up to then.</summary>
    public AckResult? Apply(long time, Func<MonotonicTime, GatewayInput> input)
    {
        Close();
        Begin(time);
        Pass(time);
        PipelineOutput output = Apply(input(At(_clock)));
        return output.Ack;
    }

    /// <summary>The gateway stops and starts again.</summary>
    /// <param name="clean">It could keep its timers; otherwise only what was told survives.</param>
    public void Restart(long time, TimeSpan down, bool clean)
    {
        Close();
        Begin(time);
        Pass(time);
        PipelineSnapshot? snapshot = clean ? _pipeline.Snapshot() : null;
        _nextSerial = Next(_pipeline);
        _boot++;
        _pipeline = Start();
        _clock = Math.Max(_clock, time) + down.Ticks;
        _nextTick = _clock + TimeSpan.TicksPerSecond;
        Tell(_pipeline.Restore(new RestoredState([.. _states], snapshot, down), At(_clock)));
    }

    /// <summary>Judges what was read last.</summary>
    public void End()
    {
        Close();
        if (_base >= 0)
            Tick(_clock + 1);
    }

    private GatewayPipeline Start()
    {
        var pipeline = new GatewayPipeline(_model);
        pipeline.AddSerials(_nextSerial, uint.MaxValue - _nextSerial);
        return pipeline;
    }

    private static uint Next(GatewayPipeline pipeline) => (uint)(uint.MaxValue - pipeline.SerialsLeft);

    private void Begin(long time)
    {
        if (_base < 0)
            (_base, _clock, _nextTick) = (time, time, time + TimeSpan.TicksPerSecond);
    }

    private MonotonicTime At(long time) => new(_boot, new TimeSpan(time - _base));

    /// <summary>Hands on the polls of the time that is over.</summary>
    private void Close()
    {
        if (_open.Count == 0)
            return;
        Pass(_openTime);
        foreach (PollGather gather in _open)
            Apply(gather.Take(At(_clock)));
        _open.Clear();
    }

    /// <summary>The seconds before a time; those at the very time come after what is read then.</summary>
    private void Pass(long until)
    {
        Tick(until);
        _clock = Math.Max(_clock, until);
    }

    private void Tick(long until)
    {
        for (; _nextTick < until; _nextTick += TimeSpan.TicksPerSecond)
            Apply(new TickInput(At(_nextTick), TimeZoneInfo.ConvertTime(new DateTimeOffset(_nextTick, TimeSpan.Zero), Zone)));
    }

    private PipelineOutput Apply(GatewayInput input)
    {
        PipelineOutput output = _pipeline.Apply(input);
        if (!output.IsEmpty)
            Tell(output);
        return output;
    }

    private void Tell(PipelineOutput output)
    {
        foreach (StateChange change in output.ToBatch().States)
        {
            if (change.State is { } state)
                _states[change.Key] = state;
            else
                _states.Remove(change.Key);
        }

        foreach (AlarmTransition transition in output.Transitions)
        {
            _transitions++;
            _told(transition, _base + transition.At.SinceBoot.Ticks);
        }
    }
}
