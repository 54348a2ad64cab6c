using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>
/// The gateway's answers over a real pipeline: a device <c>d</c> whose points x, y, z and w have a rule each, in alarm from 30: <c>hot</c> of
/// level 2 (1 from 40) with a forecast of 90 s, <c>smoke</c> that nobody may silence, <c>fire</c> of level 1, and <c>warm</c>, a consequence of
/// <c>hot</c>.
/// </summary>
internal sealed class ControlDesk : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    private readonly GatewayStore _store = GatewayStore.Open(new MemoryFolder(), new StoreConfig(), TimeProvider.System, null);
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly PipelineInbox _inbox = new();
    private readonly GatewayPipeline _pipeline;
    private readonly GatewayModel _model;
    private readonly GatewayControl _control;
    private readonly BootTime _clock;

    public ControlDesk()
    {
        _model = Model();
        _pipeline = new GatewayPipeline(_model);
        _pipeline.AddSerials(1, 500);
        _clock = new BootTime(1, _time);
        Clocks.Set(new BootClock(1, Noon, ClockSync.Sync));
        var zone = TimeZoneInfo.CreateCustomTimeZone("room", TimeSpan.FromHours(8), null, null);
        var alarms = new AlarmReporter(_clock, Clocks, zone);
        var actions = new AlarmActions(_model, _inbox, _clock, alarms);
        _control = new GatewayControl(
            _model, _inbox, _clock, alarms, actions, (_, _) => Task.FromResult(true), _ => throw new NotSupportedException(),
            (device, _) => new DeviceReport(device.Id, device.Name, "ok", null), new BlackBox(_model, _store, Clocks, zone),
            new PointHistory(_model, _store, _clock, new RoomClock(Clocks, zone), _time), new JournalDesk(_store, Clocks),
            new OperationDesk(_model, _inbox, _clock, _ => throw new NotSupportedException()),
            new ScanDesk(new ScanSite
            {
                Board = new LinuxBoard(),
                Hardware = new Hardware(null),
                Everything = static () => new Hardware(null),
                Gateway = new GatewayConfig { Gateway = new GatewaySection("g", "s") },
                Devices = [],
                Time = TimeProvider.System,
            }));
    }

    public ClockMap Clocks { get; } = new();

    public List<string> Flags { get; } = [];

    public List<JournalLine> Journal { get; } = [];

    public void Dispose() => _store.Dispose();

    public void Advance(TimeSpan by) => _time.Advance(by);

    public void Poll(double x, double y = 0, double z = 0, double w = 0)
    {
        double[] values = [x, y, z, w];
        Reading[] readings = [.. _model.Devices[0].Points.Select((p, i) => Reading.Good(p, values[i], _clock.Now))];
        Take(new PollInput(_clock.Now, 0, readings));
    }

    public void Tick() => Take(new TickInput(_clock.Now));

    public async Task<ControlAnswer> AskAsync(ControlRequest request, string user = "li")
    {
        Task<ControlAnswer> answer = _control.AnswerAsync(request, user, TestContext.Current.CancellationToken);
        while (!answer.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            while (_inbox.Reader.TryRead(out PipelineWork work))
                work.Then!(_pipeline, work.Input is null ? null : Take(work.Input));
            await Task.Yield();
        }

        return await answer;
    }

    public async Task<AlarmReport> AlarmAsync(string key) => (await AskAsync(new ControlRequest("alarms"))).Alarms!.Single(a => a.Key == key);

    private PipelineOutput Take(GatewayInput input)
    {
        PipelineOutput output = _pipeline.Apply(input);
        Flags.AddRange(output.Transitions.Select(t => $"{t.Flag} {t.By}".TrimEnd()));
        Journal.AddRange(output.ToBatch().Journal);
        return output;
    }

    private static GatewayModel Model()
    {
        PointSpec Point(string name) => new(name, null, null, Unit.None, new Words(name, name), new Dictionary<int, Words>());
        RuleConfig Rule(string id, string point, int level) => new()
        {
            Id = id,
            Type = RuleType.Limit,
            Point = point,
            H = new LimitConfig(30, level),
            On = TimeSpan.Zero,
            Off = TimeSpan.Zero,
            Label = new Words(id, id),
        };
        var device = new DeviceSpec("d", new Words("设备", "Device"), TimeSpan.FromSeconds(1), 2, [Point("x"), Point("y"), Point("z"), Point("w")]);
        RuleSet rules = RuleSet.Plain(
            Rule("hot", "d.x", 2) with { Hh = new LimitConfig(40, 1), Forecast = "90 s", Group = "heat" },
            Rule("smoke", "d.y", 2) with { Shelvable = false },
            Rule("fire", "d.z", 1),
            Rule("warm", "d.w", 3) with { SuppressedBy = ["hot"], Group = "heat" });
        return ModelBuilder.Build([device], rules, Language.En, new TelemetryConfig());
    }
}
