using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Gateway.Tests.Life;

/// <summary>The virtual room's life, judged by the real pipeline poll by poll and second by second.</summary>
internal sealed class LivedRoom
{
    private const uint Boot = 1;
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly RoomLife _life;
    private readonly RoomLifeOptions _options;
    private readonly GatewayModel _model;
    private readonly int[] _devices;
    private readonly PointId[] _points;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _kept = new(StringComparer.Ordinal);
    private readonly TimeSpan _before;
    private TimeSpan _tick;

    /// <param name="earlier">What was lived and learned before; its alarms, timers and learned values go on.</param>
    public LivedRoom(GatewayModel model, RoomLifeOptions options, LivedRoom? earlier = null)
    {
        (_model, _options, _life) = (model, options, new RoomLife(options));
        _devices = [.. RoomLayout.Devices.Select(d => model.Devices.Single(m => m.Id == d.Name).Index)];
        _points = [.. RoomLayout.Points.Select(p => Find(p.Path))];
        Pipeline = new GatewayPipeline(model);
        Pipeline.AddSerials(1, uint.MaxValue - 1);
        if (earlier is null)
            return;
        _before = earlier._before + earlier._tick;
        foreach ((string key, ReadOnlyMemory<byte> state) in earlier._kept)
            _kept[key] = state;
        Take(Pipeline.Restore(new RestoredState([.. _kept], earlier.Pipeline.Snapshot(), TimeSpan.Zero), At(TimeSpan.Zero)), TimeSpan.Zero);
    }

    public GatewayPipeline Pipeline { get; private set; }

    public IReadOnlyList<LifeEvent> Events => _life.Events;

    /// <summary>Every transition, in the order of time.</summary>
    public List<AlarmSeen> Seen { get; } = [];

    public long Readings { get; private set; }

    /// <summary>Of the named point, as it was read or computed last.</summary>
    public Reading this[string point] => Pipeline[Find(point)].Latest;

    public void Until(TimeSpan end)
    {
        while (_tick < end)
        {
            RoomPoll poll = _life.Next();
            var at = TimeSpan.FromMilliseconds(poll.At);
            for (; _tick < at; _tick += s_second)
                Take(Pipeline.Apply(new TickInput(At(_tick), _options.Start + _tick)), _tick);
            Take(Pipeline.Apply(InputOf(poll, At(at))), at);
        }
    }

    private PollInput InputOf(in RoomPoll poll, MonotonicTime at)
    {
        var readings = new Reading[poll.Values.Length];
        bool failed = false;
        for (int i = 0; i < readings.Length; i++)
        {
            RoomValue value = poll.Values[i];
            failed |= value.Bad;
            readings[i] = value.Bad
                ? Reading.Bad(_points[value.Point], QualityReason.CommFailure, at)
                : Reading.Good(_points[value.Point], value.Value, at);
        }

        Readings += readings.Length;
        return new PollInput(at, _devices[poll.Device], readings, failed, failed ? "no answer" : null);
    }

    private void Take(PipelineOutput output, TimeSpan at)
    {
        if (output.IsEmpty)
            return;
        foreach (AlarmTransition t in output.Transitions)
            Seen.Add(new AlarmSeen(at, t.Alarm.Key, t.Alarm.Rule.Id, t.Flag, t.State));
        foreach (StateChange change in output.ToBatch().States)
        {
            if (change.State is { } state)
                _kept[change.Key] = state;
            else
                _kept.Remove(change.Key);
        }
    }

    private PointId Find(string path) => _model.Points.TryFind(path, out PointInfo? point)
        ? point.Id
        : throw new ArgumentException($"There is no point {path}.", nameof(path));

    private MonotonicTime At(TimeSpan lived) => new(Boot, _before + lived);
}
