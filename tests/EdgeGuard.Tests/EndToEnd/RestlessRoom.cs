using System.Net;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>Eight transmitters on one server whose temperature and humidity go over and under their limits all the time.</summary>
internal sealed class RestlessRoom : IAsyncDisposable
{
    public const int Devices = 8;
    private readonly ModbusMemory[] _memories = [.. Enumerable.Range(0, Devices).Select(_ => new ModbusMemory())];
    private readonly ModbusTcpServer _server;
    private readonly int _port;
    private readonly CancellationTokenSource _calm = new();
    private readonly Task _toggling;

    public RestlessRoom()
    {
        Set(_ => 250, _ => 500);
        _server = new ModbusTcpServer(
            Enumerable.Range(0, Devices).ToDictionary(i => (byte)(i + 1), i => (IModbusUnit)_memories[i]), TimeProvider.System);
        _port = _server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
        _toggling = Task.Run(ToggleAsync);
    }

    public void Furnish(Site site, int broker, string credentials, string mqtt)
    {
        site.Write("edgeguard.json", $$"""
            {
              "gateway": { "id": "g1", "site": "s1", "language": "en" },
              "buses": { "line": { "kind": "modbusTcp", "host": "127.0.0.1", "port": {{_port}} } },
              "mqtt": { "broker": "mqtt://127.0.0.1:{{broker}}", "maxBackoff": "1s", "credentialsFile": "{{credentials}}"{{mqtt}} },
              "telemetry": { "interval": "1s" }
            }
            """);
        for (int i = 1; i <= Devices; i++)
        {
            site.Write($"devices.d/c{i}.json", $$"""{ "id": "c{{i}}", "bus": "line", "unit": {{i}}, "profile": "xy-md02", "poll": "100ms" }""");
        }

        string Rule(int device, string name, string point, int limit) =>
            $$"""
            { "id": "{{name}}{{device}}", "type": "limit", "point": "c{{device}}.{{point}}", "h": { "limit": {{limit}}, "level": 3 }, "deadband": 1,
              "on": "0s", "off": "0s", "label": { "zh": "高", "en": "High" } }
            """;
        string[] rules = [.. Enumerable.Range(1, Devices).SelectMany(i => (string[])[Rule(i, "hot", "temperature", 35), Rule(i, "wet", "humidity", 90)])];
        site.Write("rules.d/site.json", $$"""{ "rules": [ {{string.Join(",\n", rules)}} ] }""");
    }

    /// <summary>Normal everywhere from now on.</summary>
    public async Task CalmAsync()
    {
        await _calm.CancelAsync();
        await _toggling;
        Set(_ => 250, _ => 500);
    }

    public async ValueTask DisposeAsync()
    {
        await CalmAsync();
        await _server.DisposeAsync();
        _calm.Dispose();
    }

    private async Task ToggleAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        for (int step = 0; !_calm.IsCancellationRequested; step++)
        {
            Set(i => (step + i) % 2 == 0 ? 400 + i : 250 + i, i => (step + i) % 3 == 0 ? 950 : 500 + step % 10);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private void Set(Func<int, int> temperature, Func<int, int> humidity)
    {
        for (int i = 0; i < Devices; i++)
        {
            _memories[i].SetRegisters(ModbusTable.InputRegister, 1, (ushort)temperature(i), (ushort)humidity(i));
        }
    }
}
