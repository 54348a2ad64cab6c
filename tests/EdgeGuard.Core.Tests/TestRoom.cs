using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests;

/// <summary>A small gateway for table tests: one device with given points and rules, fed by hand.</summary>
internal sealed class TestRoom
{
    private static readonly Dictionary<int, Words> s_noStates = [];
    private readonly GatewayModel _model;
    private uint _boot = 1;

    public TestRoom(params RuleConfig[] rules) : this(TimeSpan.FromSeconds(1), rules)
    {
    }

    public TestRoom(TimeSpan poll, params RuleConfig[] rules)
    {
        _model = Model(poll, rules);
        Pipeline = Make(_model, 1);
    }

    public GatewayPipeline Pipeline { get; private set; }

    /// <summary>Every transition so far, as "FLAG state serial@seconds".</summary>
    public List<string> Told { get; } = [];

    public Dictionary<string, ReadOnlyMemory<byte>> Kept { get; } = [];

    public static RuleConfig High(double limit, double deadband = 0, double on = 0, double off = 0) => new()
    {
        Id = "high",
        Type = RuleType.Limit,
        Point = "d.x",
        H = new LimitConfig(limit),
        Deadband = deadband,
        On = TimeSpan.FromSeconds(on),
        Off = TimeSpan.FromSeconds(off),
        Label = new Words("过高", "High"),
    };

    public MonotonicTime At(double seconds) => new(_boot, TimeSpan.FromSeconds(seconds));

    public void Good(double seconds, double value) => Apply(seconds, id => Reading.Good(id, value, At(seconds)));

    public void Uncertain(double seconds, double value) =>
        Apply(seconds, id => Reading.Uncertain(id, value, QualityReason.SensorFault, At(seconds)));

    public void Bad(double seconds) => Apply(seconds, id => Reading.Bad(id, QualityReason.SensorFault, At(seconds)));

    /// <summary>The device answers, and feeds none of its points.</summary>
    public void Unfed(double seconds) => Apply(seconds, id => Reading.Bad(id, QualityReason.NotConfigured, At(seconds)));

    public void Fail(double seconds) =>
        Apply(seconds, id => Reading.Bad(id, QualityReason.CommFailure, At(seconds)), failed: true);

    public AckResult Ack(double seconds, uint serial, int? number = null) =>
        Take(Pipeline.Apply(new AckInput(At(seconds), serial, number, "li")));

    public AckResult Reset(double seconds, uint serial) =>
        Take(Pipeline.Apply(new AckInput(At(seconds), serial, null, "li", Reset: true)));

    /// <summary>Ends the run and begins the next with what the store kept.</summary>
    public void Restart(PipelineSnapshot? snapshot, TimeSpan? down, params RuleConfig[] rules)
    {
        _boot++;
        Pipeline = Make(rules.Length == 0 ? _model : Model(TimeSpan.FromSeconds(1), rules), _boot * 1000);
        Collect(Pipeline.Restore(new RestoredState([.. Kept], snapshot, down), At(0)));
    }

    private static GatewayModel Model(TimeSpan poll, RuleConfig[] rules)
    {
        var x = new PointSpec("x", "env.temperature", "0418101001", Unit.DegreeCelsius, new Words("温度", "Temperature"), s_noStates);
        var device = new DeviceSpec("d", new Words("设备", "Device"), poll, 2, [x]);
        return ModelBuilder.Build([device], RuleSet.Plain(rules), Language.En, new TelemetryConfig());
    }

    private static GatewayPipeline Make(GatewayModel model, uint firstSerial)
    {
        var pipeline = new GatewayPipeline(model);
        pipeline.AddSerials(firstSerial, 500);
        return pipeline;
    }

    private void Apply(double seconds, Func<PointId, Reading> reading, bool failed = false)
    {
        PointId x = _model.Devices[0].Points[0];
        Collect(Pipeline.Apply(new PollInput(At(seconds), 0, new[] { reading(x) }, failed, failed ? "no answer" : null)));
    }

    private AckResult Take(PipelineOutput output)
    {
        AckResult result = output.Ack!.Value;
        Collect(output);
        return result;
    }

    private void Collect(PipelineOutput output)
    {
        foreach (AlarmTransition t in output.Transitions)
            Told.Add($"{t.Flag} {t.State.Letter} {t.State.Serial}@{t.At.SinceBoot.TotalSeconds}");
        foreach (Core.Delivery.StateChange change in output.ToBatch().States)
        {
            if (change.State is { } state)
                Kept[change.Key] = state;
            else
                Kept.Remove(change.Key);
        }
    }
}
