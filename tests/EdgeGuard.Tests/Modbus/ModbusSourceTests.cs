using System.Net;
using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Modbus;

public sealed class ModbusSourceTests
{
    private const string Profile = """
        {
          "name": "test", "manufacturer": "m", "model": "m", "label": { "zh": "z", "en": "e" },
          "provenance": { "source": "test", "rung": "manual", "checked": "2026-01-01" },
          "addressing": { "style": "wire" },
          "points": [
            { "name": "often", "signal": "generic.value", "address": 0, "type": "u16" },
            { "name": "seldom", "signal": "generic.value", "address": 100, "type": "u16", "poll": "10m" }
          ]
        }
        """;

    [Fact]
    public async Task After_a_silence_the_points_that_are_read_seldom_are_read_at_once()
    {
        var unit = new SwitchedUnit();
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [1] = unit }, TimeProvider.System);
        IPEndPoint endpoint = server.Start(new IPEndPoint(IPAddress.Loopback, 0));
        await using var client = new ModbusTcpClient("127.0.0.1", endpoint.Port, new ModbusClientOptions(), TimeProvider.System);
        PointId[] ids = [new(0), new(1)];
        DeviceProfile profile = JsonSerializer.Deserialize(Profile, ProfileJson.Default.DeviceProfile)!;
        var source = new ModbusSource(client, 1, ReadPlan.Build(profile), ids);

        Assert.Equal([Quality.Good, Quality.Good], await PollAsync(source, ids, 0));
        Assert.Equal([Quality.Good], await PollAsync(source, ids, 5));
        unit.Answers = false;
        Assert.Equal([Quality.Bad, Quality.Bad], await PollAsync(source, ids, 10));
        unit.Answers = true;
        Assert.Equal([Quality.Good, Quality.Good], await PollAsync(source, ids, 15));
    }

    private static async Task<IEnumerable<Quality>> PollAsync(ModbusSource source, PointId[] ids, int seconds)
    {
        var batch = new PollBatch(0, ids);
        batch.Begin(new MonotonicTime(1, TimeSpan.FromSeconds(seconds)));
        await source.ReadAsync(batch, TestContext.Current.CancellationToken);
        return batch.Readings.ToArray().Select(r => r.Quality);
    }

    /// <summary>A device behind a gateway, which says so when the device is silent.</summary>
    private sealed class SwitchedUnit : IModbusUnit
    {
        public volatile bool Answers = true;

        public ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> values) => ModbusExceptionCode.IllegalFunction;

        public ModbusExceptionCode ReadRegisters(ModbusTable table, ushort address, Span<ushort> values)
        {
            values.Fill(1);
            return Answers ? ModbusExceptionCode.None : ModbusExceptionCode.GatewayTargetFailedToRespond;
        }

        public ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values) => ModbusExceptionCode.IllegalFunction;

        public ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values) => ModbusExceptionCode.IllegalFunction;
    }
}
