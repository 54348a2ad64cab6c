using System.Collections.Concurrent;
using System.Net;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>A device that lacks a register of its profile, over a real connection.</summary>
public sealed class LearnedDeviceTests
{
    private const string Profile = """
        {
          "name": "sample", "manufacturer": "m", "model": "m", "label": { "zh": "样机", "en": "sample" },
          "provenance": { "source": "test", "rung": "manual", "checked": "2026-01-01" }, "addressing": { "style": "wire" },
          "identity": { "registers": [{ "address": 100, "values": [515] }] },
          "texts": [{ "name": "serial", "address": 200, "count": 2, "label": { "zh": "序列号", "en": "serial number" } }],
          "points": [
            { "name": "a", "signal": "generic.value", "address": 40 },
            { "name": "b", "signal": "generic.value", "address": 41 },
            { "name": "c", "signal": "generic.value", "address": 42 }
          ]
        }
        """;

    [Fact]
    public async Task What_it_lacks_is_shown_and_known_after_a_restart_and_another_device_in_its_place_is_told()
    {
        var device = new Device();
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [1] = device }, TimeProvider.System);
        int port = server.Start(new IPEndPoint(IPAddress.Loopback, 0)).Port;
        await using var site = new Site();
        Directory.CreateDirectory(Path.Combine(site.Config, "profiles.d"));
        site.Write("edgeguard.json", """{ "gateway": { "id": "g1", "site": "s1", "language": "en" } }""");
        site.Write("profiles.d/sample.json", Profile);
        site.Write("devices.d/ups1.json", $$"""{ "id": "ups1", "bus": "tcp://127.0.0.1:{{port}}", "profile": "sample", "poll": "200ms" }""");

        await site.StartAsync();
        await site.UntilAsync(async () => (await site.StatusAsync()).Devices.Any(d => d is { Unread.Count: 1, Attributes.Count: 1 }), "what was learnt");
        CallResult read = await site.CallAsync("read", "ups1", "--lang", "en");
        Assert.Contains("serial number: S001", read.Out, StringComparison.Ordinal);
        Assert.Contains("holding register 41: refused", read.Out, StringComparison.Ordinal);
        Assert.Contains("保持寄存器 41：被拒绝", (await site.CallAsync("status", "--lang", "zh")).Out, StringComparison.Ordinal);

        await site.StopAsync();
        device.Asked.Clear();
        await site.StartAsync();
        UnreadReport unread = Assert.Single((await site.StatusAsync()).Devices.Single(d => d.Id == "ups1").Unread!);
        Assert.Equal(("holdingRegister", 41, "ups1.b"), (unread.Table, unread.Address, Assert.Single(unread.Points)));
        Assert.DoesNotContain(device.Asked, static r => r.Address <= 41 && r.Address + r.Count > 41);
        Assert.Equal([40, null, 42], (await site.PointsAsync()).Where(static p => p.Signal == "generic.value").Select(static p => p.Value));

        await server.DisposeAsync();
        await site.UntilAsync(async () => (await site.StatusAsync()).Devices.Single(d => d.Id == "ups1").Detail is not null, "the loss");
        device.Identity = 77;
        await using var again = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [1] = device }, TimeProvider.System);
        again.Start(new IPEndPoint(IPAddress.Loopback, port));
        await site.UntilAsync(async () => (await site.AlarmsAsync()).Any(static a => a is { Point: "ups1.data", Active: true }), "the alarm of a wrong device");
        Assert.All((await site.PointsAsync()).Where(static p => p.Signal == "generic.value"), static p => Assert.Equal("notConfigured", p.Reason));
        Assert.Contains("should be 515 and is 77", (await site.CallAsync("status", "--json")).Out, StringComparison.Ordinal);
    }

    /// <summary>Registers 40 and 42, an identity, and a serial number; no register 41.</summary>
    private sealed class Device : IModbusUnit
    {
        public volatile int Identity = 515;

        public ConcurrentQueue<(int Address, int Count)> Asked { get; } = new();

        public ModbusExceptionCode ReadRegisters(ModbusTable table, ushort address, Span<ushort> values)
        {
            Asked.Enqueue((address, values.Length));
            for (int i = 0; i < values.Length; i++)
            {
                switch (address + i)
                {
                    case 40 or 42:
                        values[i] = (ushort)(address + i);
                        break;
                    case 100:
                        values[i] = (ushort)Identity;
                        break;
                    case 200 or 201:
                        values[i] = (ushort)("S001"[2 * (address + i - 200)] << 8 | "S001"[2 * (address + i - 200) + 1]);
                        break;
                    default:
                        return ModbusExceptionCode.IllegalDataAddress;
                }
            }

            return ModbusExceptionCode.None;
        }

        public ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> values) => ModbusExceptionCode.IllegalFunction;

        public ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values) => ModbusExceptionCode.IllegalFunction;

        public ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values) => ModbusExceptionCode.IllegalFunction;
    }
}
