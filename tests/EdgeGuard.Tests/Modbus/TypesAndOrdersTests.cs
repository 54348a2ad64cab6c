using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Modbus;
using EdgeGuard.Modbus.Tests.Counterparts;

namespace EdgeGuard.Gateway.Tests.Modbus;

/// <summary>Numbers that pymodbus put into registers, read by a profile through the whole stack.</summary>
public class TypesAndOrdersTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly (string Type, int Registers, double Value)[] s_values =
    [
        ("u16", 1, 54321), ("s16", 1, -12345), ("u32", 2, 3123456789), ("s32", 2, -1234567890),
        ("u64", 4, 4503599627370497), ("s64", 4, -4503599627370497), ("f32", 2, -230.5), ("f64", 4, 53.123456789),
    ];

    [Theory]
    [InlineData("ABCD", 0)]
    [InlineData("CDAB", 100)]
    [InlineData("BADC", 200)]
    [InlineData("DCBA", 300)]
    public async Task Every_type_of_number_arrives_in_every_order(string order, int address)
    {
        Counterpart.Require(await Counterpart.IsPresentAsync(Python, "-c", "import pymodbus.payload"), "python3 with pymodbus");
        await using var server = Counterpart.Start(Python, Path.Combine(AppContext.BaseDirectory, "EndToEnd", "Counterparts", "pymodbus_types.py"));
        int port = int.Parse(await server.ReadLineAsync());
        var options = new ModbusClientOptions { Timing = new ModbusUnitTiming(TimeSpan.FromSeconds(10), TimeSpan.Zero) };
        await using var client = new ModbusTcpClient("127.0.0.1", port, options, TimeProvider.System);
        PointId[] ids = [.. s_values.Select((_, i) => new PointId(i))];
        var batch = new PollBatch(0, ids);
        batch.Begin(new MonotonicTime(1, TimeSpan.Zero));

        await new ModbusSource(client, 1, ReadPlan.Build(ProfileOf(order, address)), ids).ReadAsync(batch, TestContext.Current.CancellationToken);

        Assert.Null(batch.Detail);
        Assert.Equal(s_values.Select(v => v.Value), batch.Readings.ToArray().OrderBy(r => r.Point.Index).Select(r => r.Value));
    }

    private static DeviceProfile ProfileOf(string order, int address)
    {
        var points = new List<string>();
        foreach ((string type, int registers, _) in s_values)
        {
            points.Add($$"""{ "name": "{{type}}", "signal": "generic.value", "address": {{address}}, "type": "{{type}}" }""");
            address += registers;
        }

        return JsonSerializer.Deserialize(
            $$"""
            {
              "name": "test", "manufacturer": "m", "model": "m", "label": { "zh": "z", "en": "e" },
              "provenance": { "source": "test", "rung": "manual", "checked": "2026-01-01" },
              "addressing": { "style": "wire" }, "order": "{{order}}",
              "points": [ {{string.Join(", ", points)}} ]
            }
            """,
            ProfileJson.Default.DeviceProfile)!;
    }
}
