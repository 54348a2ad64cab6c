using System.Text.Json;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Tests.Scanning;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>Commissioning on a line that the daemon polls meanwhile.</summary>
public sealed class ScanTests
{
    [Fact]
    public async Task A_line_is_scanned_and_a_device_read_raw_while_the_daemon_polls_it()
    {
        var climate = new ModbusMemory();
        climate.SetRegisters(ModbusTable.InputRegister, 1, 215, 480);
        Dictionary<byte, IModbusUnit> units = RoomUnits.Make();
        units[1] = climate;
        await using var line = new RtuOverTcpServer(units);
        await using var site = new Site();
        Uri url = new(line.Url);
        site.Write("edgeguard.json", $$"""
            { "gateway": { "id": "g1", "site": "s1" }, "buses": { "line": { "kind": "modbusRtuOverTcp", "host": "127.0.0.1", "port": {{url.Port}} } } }
            """);
        site.Write("devices.d/climate.json", """{ "id": "climate", "bus": "line", "profile": "xy-md02", "poll": "200ms" }""");
        await site.StartAsync();

        CallResult scan = await site.CallAsync("scan", "modbus", "--units", "1-9", "--json");
        CallResult raw = await site.CallAsync("read", "climate", "--raw", "--json");

        Assert.Equal((0, "", 0, ""), (scan.Exit, scan.Error, raw.Exit, raw.Error));
        Assert.True(scan.Json.GetProperty("buses")[0].GetProperty("shared").GetBoolean());
        Assert.Equal(
            ["1 climate", "3 ", "5 socomec-jbus", "7 huawei-ups2000"],
            scan.Json.GetProperty("units").EnumerateArray().Select(u =>
                $"{u.GetProperty("unit").GetInt32()} {(u.TryGetProperty("device", out JsonElement device) ? device : default)}{u.GetProperty("fits").EnumerateArray().Select(f => f.GetProperty("profile").GetString()).FirstOrDefault()}"));
        Assert.Equal("01 04 00 01 00 02 20 0B", raw.Json.GetProperty("requests")[0].GetProperty("sent").GetString());
        // No poll of the daemon was lost to its guests.
        Assert.Empty(await site.AlarmsAsync());
        Assert.All((await site.PointsAsync()).Where(p => p.Name is "climate.temperature" or "climate.humidity"), p => Assert.Equal("good", p.Quality));
    }
}
