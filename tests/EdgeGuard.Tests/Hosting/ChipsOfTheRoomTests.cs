using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Simulator;
using EdgeGuard.Simulator.Board;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>Configuration files, checks, model, bus and driver, down to the virtual room's chips.</summary>
public sealed class ChipsOfTheRoomTests : IAsyncDisposable
{
    private const string Gateway = """
        {
          "gateway": { "id": "gw", "site": "s", "language": "en" },
          "buses": { "other": { "kind": "i2c", "adapter": 2 }, "wire": { "kind": "oneWire" }, "pins": { "kind": "gpio" } }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chips");
    private readonly VirtualRoom _room = new(TimeProvider.System, new RoomOptions());

    public ChipsOfTheRoomTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "edgeguard.json"), Gateway);
        _folder.CreateSubdirectory("devices.d");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return _room.DisposeAsync();
    }

    [Fact]
    public async Task Every_chip_of_the_catalog_is_read_by_what_its_file_says()
    {
        RoomState room = _room.State;
        double temperature = room.Probe(RoomProbe.Middle), humidity = room.ProbeHumidity(RoomProbe.Middle);

        await ExpectAsync("\"sensor\": \"sht4x\"", 0.02, [("env.temperature", temperature), ("env.humidity", humidity)]);
        await ExpectAsync("\"sensor\": \"bme280\"", 3, [("env.temperature", temperature), ("env.humidity", humidity), ("env.pressure", 101_325)]);
        await ExpectAsync(
            "\"sensor\": \"mcp9808\", \"signals\": { \"temperature\": \"env.surfaceTemperature\" }", 0.05, [("env.surfaceTemperature", temperature)]);
        await ExpectAsync(
            "\"sensor\": \"ina219\", \"address\": 65, \"shunt\": { \"ohms\": 0.01, \"maxAmperes\": 5 }", 0.01,
            [("generic.voltage", 12.1), ("generic.current", 1.85)]);
        await ExpectAsync(
            "\"sensor\": \"ina226\", \"shunt\": { \"ohms\": 0.00015, \"maxAmperes\": 500 }", 0.05,
            [("generic.voltage", 0), ("generic.current", room.DcPlant.BatteryCurrent)]);
        await ExpectAsync(
            $"\"sensor\": \"ds18b20\", \"rom\": \"{VirtualBoard.OneWireRom}\"", 0.07, [("env.temperature", temperature)], bus: "wire");
    }

#if USE_IOT_DEVICE_BINDINGS
    [Fact]
    public async Task Every_chip_of_the_bindings_that_the_room_has_is_read_by_what_its_file_says_and_those_that_it_lacks_are_told()
    {
        RoomState room = _room.State;
        double temperature = room.Probe(RoomProbe.Middle), humidity = room.ProbeHumidity(RoomProbe.Middle);

        await ExpectAsync("\"sensor\": \"iot-sht4x\"", 0.02, [("env.temperature", temperature), ("env.humidity", humidity)]);
        await ExpectAsync("\"sensor\": \"iot-bme280\"", 3, [("env.temperature", temperature), ("env.humidity", humidity), ("env.pressure", 101_325)]);
        await ExpectAsync("\"sensor\": \"iot-mcp9808\"", 0.05, [("env.temperature", temperature)]);
        await ExpectAsync(
            "\"sensor\": \"iot-ina219\", \"address\": 65, \"shunt\": { \"ohms\": 0.01, \"maxAmperes\": 5 }", 0.01,
            [("generic.voltage", 12.1), ("generic.current", 1.85)]);
        await ExpectAsync("\"sensor\": \"iot-bmp280\"", 0, [("env.temperature", null), ("env.pressure", null)]);
        (_, Words? silent) = await ReadAsync("\"sensor\": \"iot-scd4x\"", "other");
        Assert.Contains("no acknowledge from 0x62", silent?.En, StringComparison.Ordinal);
        (_, silent) = await ReadAsync("\"sensor\": \"iot-dht22\", \"line\": 4", "pins");
        Assert.Contains("GPIO line 4: no answer", silent?.En, StringComparison.Ordinal);
    }
#endif

    [Fact]
    public async Task Contacts_on_an_expander_and_at_the_end_of_a_loop_are_read_by_what_their_files_say()
    {
        const string Expander = """
            "sensor": "mcp23017", "contacts": { "smoke": { "line": 0, "signal": "env.smoke", "countChanges": true } }
            """;
        const string Loop = """
            "sensor": "ads1115", "address": 73, "loops": {
              "smoke": { "input": 2, "signal": "env.smoke", "supplyVolts": 3.3, "feedOhms": 2200, "endOhms": 2200, "alarmOhms": 4700 } }
            """;
        await ExpectAsync(Expander, 0, [("env.smoke", 0), ("contact.changes", 0)]);
        await ExpectAsync(Loop, 0, [("env.smoke", 0), ("contact.line", 0)]);

        _room.Smoke(true);
        await ExpectAsync(Expander, 0, [("env.smoke", 1), ("contact.changes", 0)]);
        await ExpectAsync(Loop, 0, [("env.smoke", 1), ("contact.line", 0)]);

        _room.Board.SetLoop(LoopWires.Shorted);
        await ExpectAsync(Loop, 0, [("env.smoke", null), ("contact.line", 2)]);
    }

    private async Task ExpectAsync(string chip, double tolerance, (string Signal, double? Value)[] expected, string bus = "other")
    {
        (IReadOnlyList<PointReport>? points, Words? error) = await ReadAsync(chip, bus);

        Assert.Null(error?.En);
        Assert.Equal(expected.Select(e => e.Signal), points!.Select(p => p.Signal));
        foreach ((PointReport point, (_, double? value)) in points!.Zip(expected))
        {
            Assert.Equal(value is null, point.Value is null);
            if (value is { } wanted)
                Assert.InRange(point.Value!.Value, wanted - tolerance, wanted + tolerance);
        }
    }

    private async Task<(IReadOnlyList<PointReport>? Points, Words? Error)> ReadAsync(string chip, string bus)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "devices.d", "d.json"), $"{{ \"id\": \"d\", \"bus\": \"{bus}\", {chip} }}", TestContext.Current.CancellationToken);
        (IReadOnlyList<PointReport>? points, _, Words? error) =
            await new DirectRead(new RoomBoard(_room.Board), TimeProvider.System).ReadAsync(_folder.FullName, "d", TestContext.Current.CancellationToken);
        return (points, error);
    }
}
