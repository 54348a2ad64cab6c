using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Tests.Profiles;

namespace EdgeGuard.Core.Tests;

/// <summary>A gateway under the shipped packs, with devices of one plain point <c>x</c> each, fed by hand.</summary>
internal sealed class PackRoom
{
    private readonly GatewayModel _model;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _kept = [];
    private uint _boot = 1;

    public PackRoom(params DeviceSpec[] devices)
    {
        var reader = new ConfigReader();
        List<RuleFile> packs =
        [
            .. Directory.EnumerateFiles(Path.Combine(Shipped.Hardware, "rules"), "*.json").Order(StringComparer.Ordinal)
                .Select(path => reader.ReadRules(Path.GetFileName(path), File.ReadAllBytes(path)).Value!),
        ];
        var rules = new RuleSet([.. packs.SelectMany(p => p.Rules)], [.. packs.SelectMany(p => p.Points)], Shipped.Signals, new Dictionary<string, double>());
        _model = ModelBuilder.Build([Device(OwnPoints.GatewayDevice), .. devices], rules, Language.En, new TelemetryConfig());
        Pipeline = Make(1);
    }

    public GatewayPipeline Pipeline { get; private set; }

    /// <summary>Every transition so far, as <c>point.rule FLAG state@seconds</c>.</summary>
    public List<string> Told { get; } = [];

    public List<AlarmTransition> Transitions { get; } = [];

    public static DeviceSpec Device(string id, string? bus = null, int commLevel = 2)
    {
        var x = new PointSpec("x", null, null, Unit.None, new Words("测点", "Point"), new Dictionary<int, Words>());
        return new DeviceSpec(id, new Words(id, id), TimeSpan.FromSeconds(1), commLevel, [x]) { Bus = bus };
    }

    /// <summary>Every second, both ends included: a poll of each device, in which the named ones fail, and a tick.</summary>
    public void Run(int from, int to, params string[] dead)
    {
        for (int t = from; t <= to; t++)
        {
            foreach (DeviceModel device in _model.Devices)
                Poll(t, device, dead.Contains(device.Id));
            Take(new TickInput(At(t)));
        }
    }

    public void Maintain(int seconds, string device, int length) =>
        Take(new MaintenanceInput(At(seconds), device, TimeSpan.FromSeconds(length), "li", "work"));

    /// <summary>A new run with what the store kept; the snapshot may be older.</summary>
    public void Restart(PipelineSnapshot? snapshot, double? down)
    {
        _boot++;
        Pipeline = Make(_boot * 1000);
        Collect(Pipeline.Restore(new RestoredState([.. _kept], snapshot, down is { } s ? TimeSpan.FromSeconds(s) : null), At(0)));
    }

    public MonotonicTime At(double seconds) => new(_boot, TimeSpan.FromSeconds(seconds));

    private void Poll(int seconds, DeviceModel device, bool failed)
    {
        PointId x = device.Points[0];
        Reading reading = failed ? Reading.Bad(x, QualityReason.CommFailure, At(seconds)) : Reading.Good(x, 0, At(seconds));
        Take(new PollInput(At(seconds), device.Index, new[] { reading }, failed, failed ? "no answer" : null));
    }

    private void Take(GatewayInput input) => Collect(Pipeline.Apply(input));

    private GatewayPipeline Make(uint firstSerial)
    {
        var pipeline = new GatewayPipeline(_model);
        pipeline.AddSerials(firstSerial, 900);
        return pipeline;
    }

    private void Collect(PipelineOutput output)
    {
        foreach (AlarmTransition t in output.Transitions)
        {
            Transitions.Add(t);
            Told.Add($"{t.Alarm.Key} {t.Flag} {t.State.Letter}@{t.At.SinceBoot.TotalSeconds}");
        }

        foreach (StateChange change in output.ToBatch().States)
        {
            if (change.State is { } state)
                _kept[change.Key] = state;
            else
                _kept.Remove(change.Key);
        }
    }
}
