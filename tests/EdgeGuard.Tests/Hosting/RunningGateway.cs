using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Tests.Mqtt;
using EdgeGuard.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>
/// The whole gateway in this process on the board of the virtual room, with a broker: a device <c>panel</c> whose contacts are <c>door</c>
/// (an alarm of level 2 without delay) and <c>ups</c> (signal <c>gateway.powerFail</c>), and whatever outputs a test configures.
/// </summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    /// <summary>No contact of the virtual board.</summary>
    public const int HornLine = 5;

    public const string Horn = """{ "id": "horn", "bus": "header", "line": 5 }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eg-running");
    private readonly VirtualRoom _room = new(TimeProvider.System, new RoomOptions());
    private CancellationTokenSource _stop = new();
    private Task<int> _running = Task.FromResult(0);

    private RunningGateway(EmbeddedBroker broker) => Broker = broker;

    public EmbeddedBroker Broker { get; }

    public VirtualBoard Board => _room.Board;

    public GatewayControl Control { get; private set; } = null!;

    public string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>What the retained status says.</summary>
    public async Task<string> StatusAsync() =>
        (await Broker.RetainedAsync()).SingleOrDefault(m => m.Topic == "eg/v1/s1/g1/status")?.Payload ?? "";

    /// <param name="outputs">The object <c>outputs</c>; null: none.</param>
    /// <param name="interval">Telemetry is gathered for so long.</param>
    public static async Task<RunningGateway> StartAsync(string? outputs = null, string interval = "10s")
    {
        var gateway = new RunningGateway(await EmbeddedBroker.StartAsync());
        await gateway._room.StartAsync(TestContext.Current.CancellationToken);
        gateway.Configure(outputs, interval);
        await gateway.BeginAsync();
        return gateway;
    }

    public void Configure(string? outputs, string interval = "10s")
    {
        string etc = Path.Combine(_folder.FullName, "etc");
        Directory.CreateDirectory(Path.Combine(etc, "devices.d"));
        Directory.CreateDirectory(Path.Combine(etc, "rules.d"));
        string more = outputs is null ? "" : $", \"outputs\": {outputs}";
        File.WriteAllText(Path.Combine(etc, "edgeguard.json"), $$"""
            {
              "gateway": { "id": "g1", "site": "s1", "language": "en" },
              "buses": { "header": { "kind": "gpio" } },
              "mqtt": { "broker": "mqtt://127.0.0.1:{{Broker.Port}}", "maxBackoff": "1s" },
              "telemetry": { "interval": "{{interval}}", "refresh": "1h" }{{more}}
            }
            """);
        File.WriteAllText(Path.Combine(etc, "devices.d", "panel.json"), """
            { "id": "panel", "bus": "header", "sensor": "contacts", "contacts": {
              "door": { "line": 22, "signal": "env.door", "debounce": "5ms" },
              "ups": { "line": 25, "signal": "gateway.powerFail", "debounce": "5ms" } } }
            """);
        File.WriteAllText(Path.Combine(etc, "rules.d", "site.json"), """
            { "rules": [ { "id": "opened", "type": "digital", "point": "panel.door", "level": 2, "on": "0s", "off": "0s", "label": { "zh": "门开", "en": "Door open" } } ] }
            """);
    }

    public async Task BeginAsync()
    {
        var running = new TaskCompletionSource<GatewayControl>(TaskCreationOptions.RunContinuationsAsynchronously);
        _stop = new CancellationTokenSource();
        var options = new GatewayOptions
        {
            ConfigFolder = Path.Combine(_folder.FullName, "etc"),
            DataFolder = Data,
            SocketPath = Path.Combine(_folder.FullName, "edgeguard.sock"),
            Board = new RoomBoard(_room.Board),
            Running = running.SetResult,
        };
        _running = Task.Run(() => Gateway.Hosting.Gateway.RunAsync(options, NullLoggerFactory.Instance, _stop.Token));
        await Task.WhenAny(_running, running.Task);
        if (_running.IsCompleted)
            await _running;
        Control = await running.Task;
        await UntilAsync(async () => (await AskAsync(new("status"))).Status!.Link!.Connected, "the broker");
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        Assert.Equal(0, await _running);
        _stop.Dispose();
    }

    /// <summary>The door's contact opens, which is its alarm.</summary>
    public void OpenDoor() => _room.BreakWire("door");

    public void CloseDoor() => _room.MendWire("door");

    public void FailPower() => _room.BreakWire("ac2");

    public void RestorePower() => _room.MendWire("ac2");

    public Task<ControlAnswer> AskAsync(ControlRequest request) => Control.AnswerAsync(request, "li", TestContext.Current.CancellationToken);

    public async Task<AlarmReport?> AlarmAsync(string key) => (await AskAsync(new("alarms"))).Alarms!.SingleOrDefault(a => a.Key == key);

    public async Task<IReadOnlyList<string>> JournalAsync(string kind) =>
        [.. (await AskAsync(new("journal") { Kind = kind })).Journal!.Lines.Select(l => JournalPayload.Read(Encoding.UTF8.GetBytes(l.Line))!.Line).Select(l => $"{l.Subject}: {l.Text}")];

    public Task UntilAsync(Func<Task<bool>> condition, string what) => Until.TrueAsync(condition, what, 30);

    public Task UntilAsync(Func<bool> condition, string what) => Until.TrueAsync(condition, what, 30);

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsCompleted)
            await StopAsync();
        await _room.DisposeAsync();
        await Broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
