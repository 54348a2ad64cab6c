using System.Text.Json;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Tests;

/// <summary>A gateway with several devices of one contact-like point <c>x</c> each, and rules with relations, fed by hand. A rule <c>mains</c> stands on the device <c>mains</c>.</summary>
internal sealed class Plant
{
    private static readonly Dictionary<int, Words> s_noStates = [];
    private readonly GatewayModel _model;
    private readonly Dictionary<string, AlarmRule> _rules;
    private uint _boot = 1;

    public Plant(params AlarmRule[] rules) : this(AlarmSettings.Default, rules)
    {
    }

    public Plant(AlarmSettings settings, params AlarmRule[] rules)
    {
        _rules = rules.ToDictionary(r => r.Id);
        _model = Model(rules, settings);
        Pipeline = Make(1);
    }

    public GatewayPipeline Pipeline { get; private set; }

    /// <summary>Restart the same run with a snapshot, written and read, after every input.</summary>
    public bool Restarts { get; init; }

    /// <summary>Every transition so far, as <c>rule FLAG state serial@seconds</c>.</summary>
    public List<string> Told { get; } = [];

    public List<AlarmTransition> Transitions { get; } = [];

    public Dictionary<string, ReadOnlyMemory<byte>> Kept { get; } = [];

    /// <summary>A contact on the device of its own id: true at 1 and above, by a limit without deadband, so that a level can be jumped.</summary>
    public static LimitRule Rule(string id, double on = 0, double off = 0, int level = 2, params string[] suppressedBy) => new()
    {
        Id = id,
        Label = new Words(id, id),
        Stages = [new Stage("H", StageSide.High, level, 1, TimeSpan.FromSeconds(on), TimeSpan.FromSeconds(off))],
        Deadbands = [0],
        SuppressedBy = suppressedBy,
    };

    /// <summary>With a second stage at 2 and above.</summary>
    public static LimitRule TwoStages(string id, int high, int veryHigh) => Rule(id) with
    {
        Stages =
        [
            new Stage("H", StageSide.High, high, 1, TimeSpan.Zero, TimeSpan.Zero),
            new Stage("HH", StageSide.High, veryHigh, 2, TimeSpan.Zero, TimeSpan.Zero),
        ],
        Deadbands = [0, 0],
    };

    public static string Key(string rule) => $"{rule}.x.{rule}";

    public MonotonicTime At(double seconds) => new(_boot, TimeSpan.FromSeconds(seconds));

    public AlarmState State(string rule) =>
        Pipeline.Standing().Where(a => a.Alarm.Key == Key(rule)).Select(a => a.State).FirstOrDefault() ?? AlarmState.Normal;

    /// <summary>One poll of the device of each named rule.</summary>
    public void Good(double seconds, params (string Rule, double Value)[] values)
    {
        foreach ((string rule, double value) in values)
            Poll(seconds, rule, id => Reading.Good(id, value, At(seconds)), failed: false);
    }

    public void Bad(double seconds, params string[] rules)
    {
        foreach (string rule in rules)
            Poll(seconds, rule, id => Reading.Bad(id, QualityReason.SensorFault, At(seconds)), failed: false);
    }

    public void Fail(double seconds, string rule) =>
        Poll(seconds, rule, id => Reading.Bad(id, QualityReason.CommFailure, At(seconds)), failed: true);

    public void Tick(double seconds) => Take(new TickInput(At(seconds)));

    /// <summary>A poll of the same values and a tick each second, both ends included.</summary>
    public void Run(int from, int to, params (string Rule, double Value)[] values)
    {
        for (int t = from; t <= to; t++)
        {
            Good(t, values);
            Tick(t);
        }
    }

    public AckResult Ack(double seconds, uint serial) => Take(new AckInput(At(seconds), serial, null, "li"))!.Value;

    public AckResult Reset(double seconds, uint serial) => Take(new AckInput(At(seconds), serial, null, "li", Reset: true))!.Value;

    public AckResult Shelve(double seconds, string rule, double? length, bool oneShot = false, string by = "li", string why = "work") =>
        Take(new ShelveInput(At(seconds), Key(rule), length is { } s ? TimeSpan.FromSeconds(s) : null, oneShot, by, why))!.Value;

    public AckResult Unshelve(double seconds, string rule) => Take(new UnshelveInput(At(seconds), Key(rule), "li"))!.Value;

    public AckResult Service(double seconds, string rule, bool @out, double? length = null) =>
        Take(new ServiceInput(At(seconds), Key(rule), @out, length is { } s ? TimeSpan.FromSeconds(s) : null, "li", "broken"))!.Value;

    public AckResult Maintain(double seconds, string? device, double? length, string why = "work") =>
        Take(new MaintenanceInput(At(seconds), device, length is { } s ? TimeSpan.FromSeconds(s) : null, "li", why))!.Value;

    public void Clock(double seconds, DateTimeOffset utc) => Take(new ClockInput(At(seconds), utc));

    /// <summary>The latest message of an alarm.</summary>
    public JsonElement Body(string flag)
    {
        AlarmTransition transition = Transitions.Last(t => t.Flag.ToString() == flag);
        return JsonDocument.Parse(AlarmBody.Write(transition, Language.En, Origin.Live)).RootElement;
    }

    /// <summary>A new run with what the store kept.</summary>
    public void Restart(PipelineSnapshot? snapshot, double? down)
    {
        _boot++;
        Resume(snapshot, down is { } s ? TimeSpan.FromSeconds(s) : null, 0);
    }

    public AckResult? Take(GatewayInput input)
    {
        PipelineOutput output = Pipeline.Apply(input);
        AckResult? result = output.Ack;
        Collect(output);
        if (Restarts)
        {
            byte[] saved = JsonSerializer.SerializeToUtf8Bytes(Pipeline.Snapshot(), SnapshotJson.Default.PipelineSnapshot);
            Resume(JsonSerializer.Deserialize(saved, SnapshotJson.Default.PipelineSnapshot), TimeSpan.Zero, input.At.SinceBoot.TotalSeconds);
        }

        return result;
    }

    private void Resume(PipelineSnapshot? snapshot, TimeSpan? down, double seconds)
    {
        uint next = Transitions.Count == 0 ? 1 : Transitions.Max(t => Math.Max(t.State.Serial, t.BBegins?.Serial ?? 0)) + 1;
        Pipeline = Make(next);
        Collect(Pipeline.Restore(new RestoredState([.. Kept], snapshot, down), At(seconds)));
    }

    private void Poll(double seconds, string rule, Func<PointId, Reading> reading, bool failed)
    {
        DeviceModel device = _model.Devices.Single(d => d.Id == rule);
        Take(new PollInput(At(seconds), device.Index, new[] { reading(device.Points[0]) }, failed, failed ? "no answer" : null));
    }

    private GatewayPipeline Make(uint firstSerial)
    {
        var pipeline = new GatewayPipeline(_model);
        pipeline.AddSerials(firstSerial, 5000);
        return pipeline;
    }

    private GatewayModel Model(AlarmRule[] rules, AlarmSettings settings)
    {
        var x = new PointSpec("x", null, null, Unit.None, new Words("测点", "Point"), s_noStates);
        GatewayModel model = ModelBuilder.Build(
            [.. rules.Select(r => new DeviceSpec(r.Id, new Words(r.Id, r.Id), TimeSpan.FromSeconds(1), 2, [x]))],
            RuleSet.Plain(), Language.En, new TelemetryConfig());
        return model with
        {
            AlarmSettings = settings,
            Alarms =
            [
                .. model.Alarms,
                .. model.Devices.Select(d => new AlarmDefinition(model.Points[d.Points[0]], _rules[d.Id])),
            ],
        };
    }

    private void Collect(PipelineOutput output)
    {
        foreach (AlarmTransition t in output.Transitions)
        {
            Transitions.Add(t);
            Told.Add($"{t.Alarm.Rule.Id} {t.Flag} {t.State.Letter} {t.State.Serial}@{t.At.SinceBoot.TotalSeconds}");
        }

        foreach (StateChange change in output.ToBatch().States)
        {
            if (change.State is { } state)
                Kept[change.Key] = state;
            else
                Kept.Remove(change.Key);
        }
    }
}
