using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Pipeline;

/// <summary>
/// A gateway with outputs, fed by hand; what it wants written is done at once, as its <see cref="Faults"/> allow. One device <c>d</c> with
/// <c>x</c> (alarms of level 1 from 40, 2 from 30, 3 from 20), <c>door</c> and <c>power</c>. The operations: <c>horn</c> (a line, back after
/// 60 s, only while the door is closed), <c>speed</c> (a register, 10 to 20, rest 10).
/// </summary>
internal sealed class GuardedRoom
{
    private static readonly Dictionary<int, Words> s_noStates = [];
    private readonly GatewayModel _model;
    private readonly double[] _values = [0, 0, 0];

    public GuardedRoom(bool armed = true, SounderConfig? sounder = null, string? interlock = "d.door == 0")
    {
        PointSpec Point(string name, string? signal = null) => new(name, signal, null, Unit.None, new Words(name, name), s_noStates);
        var device = new DeviceSpec("d", new Words("设备", "Device"), TimeSpan.FromSeconds(1), 2, [Point("x"), Point("door"), Point("power", "gateway.powerFail")]);
        var rule = new RuleConfig
        {
            Id = "hot",
            Type = RuleType.Limit,
            Point = "d.x",
            Hh = new LimitConfig(40, 1),
            H = new LimitConfig(30, 2),
            On = TimeSpan.Zero,
            Off = TimeSpan.Zero,
            Label = new Words("热", "Hot"),
        };
        RuleConfig mild = rule with { Id = "mild", Hh = null, H = new LimitConfig(20, 3) };
        _model = ModelBuilder.Build([device], RuleSet.Plain(rule, mild), Language.En, new TelemetryConfig()) with
        {
            Outputs = new OutputsConfig
            {
                Armed = armed,
                Operations =
                [
                    new OperationConfig { Id = "horn", Bus = "header", Line = 5, ReturnAfter = TimeSpan.FromSeconds(60), Interlock = interlock },
                    new OperationConfig { Id = "speed", Bus = "plant", Unit = 1, Register = 7, Min = 10, Max = 20, Rest = 10 },
                ],
                Sounder = sounder,
            },
        };
        Pipeline = new GatewayPipeline(_model);
        Pipeline.AddSerials(1, 500);
    }

    public GatewayPipeline Pipeline { get; }

    /// <summary>What was wanted written, as <c>id=value cause</c>.</summary>
    public List<string> Writes { get; } = [];

    public List<JournalLine> Journal { get; } = [];

    public List<bool> Power { get; } = [];

    /// <summary>What goes wrong with the next writings; empty: nothing.</summary>
    public Queue<string> Faults { get; } = [];

    /// <summary>What the outputs are at; one that is not told is at rest.</summary>
    public Dictionary<string, int> At { get; } = [];

    public static MonotonicTime When(double seconds) => new(1, TimeSpan.FromSeconds(seconds));

    public void Set(double seconds, double? x = null, double? door = null, double? power = null)
    {
        _values[0] = x ?? _values[0];
        _values[1] = door ?? _values[1];
        _values[2] = power ?? _values[2];
        Reading[] readings = [.. _model.Devices[0].Points.Select((p, i) => Reading.Good(p, _values[i], When(seconds)))];
        Take(new PollInput(When(seconds), 0, readings));
    }

    public void Lose(double seconds)
    {
        Reading[] readings = [.. _model.Devices[0].Points.Select(p => Reading.Bad(p, QualityReason.CommFailure, When(seconds)))];
        Take(new PollInput(When(seconds), 0, readings, Failed: true, "no answer"));
    }

    public void Tick(double seconds) => Take(new TickInput(When(seconds)));

    public void Ack(double seconds, uint serial) => Take(new AckInput(When(seconds), serial, null, "li"));

    public void Link(double seconds, bool connected) => Take(new LinkInput(When(seconds), connected));

    public OperationVerdict Operate(double seconds, string operation, int? value = null) => Take(new OperateInput(When(seconds), operation, value, "li"));

    private OperationVerdict Take(GatewayInput input)
    {
        PipelineOutput output = Pipeline.Apply(input);
        Journal.AddRange(output.ToBatch().Journal.Where(l => l.Kind is "operation" or "refused"));
        if (output.PowerFails is { } fails)
            Power.Add(fails);
        OperationVerdict? verdict = output.Verdict;
        OutputWrite[] writes = [.. output.Writes, .. verdict?.Write is { } asked ? (OutputWrite[])[asked] : []];
        foreach (OutputWrite write in writes)
            Do(write, input.At);
        return verdict!;
    }

    private void Do(OutputWrite write, MonotonicTime at)
    {
        string id = write.Operation.Id;
        bool unchanged = write.Cause == WriteCause.Start && At.GetValueOrDefault(id, write.Operation.Rest) == write.Value;
        if (!unchanged)
            Writes.Add($"{id}={write.Value} {write.Cause}");
        Words? fault = Faults.TryDequeue(out string? text) ? new Words(text, text) : null;
        if (fault is null)
            At[id] = write.Value;
        Take(new OperatedInput(at, write, fault, unchanged));
    }
}
