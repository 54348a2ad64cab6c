using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Configuration;

public class ChipChecksTests
{
    private const string Gateway = """
        {
          "gateway": { "id": "gw", "site": "s", "language": "en" },
          "buses": { "i2c1": { "kind": "i2c", "adapter": 1 }, "wire": { "kind": "oneWire" }, "gpio": { "kind": "gpio" } }
        }
        """;

    private static readonly HardwareCatalog Catalog = Sample.Catalog with
    {
        Sensors = new Dictionary<string, SensorOutline>
        {
            ["mcp9808"] = new(BusKind.I2c, [0x18, 0x19], [new PointOutline("temperature", "env.temperature")]),
            ["ds18b20"] = new(BusKind.OneWire, [], [new PointOutline("temperature", "env.temperature")]),
            ["ina226"] = new(BusKind.I2c, [0x40], [new PointOutline("current", "mains.voltage")], SensorInputs.Shunt) { MaxShuntVolts = 0.08192 },
            ["ads1115"] = new(BusKind.I2c, [0x48], [], SensorInputs.Channels),
            ["dht"] = new(BusKind.Gpio, [], [new PointOutline("temperature", "env.temperature")], SensorInputs.Line),
            ["contacts"] = new(BusKind.Gpio, [], [], SensorInputs.Contacts),
            ["mcp23017"] = new(BusKind.I2c, [0x20, 0x21], [], SensorInputs.Contacts) { Lines = 16, OutputLines = [7, 15] },
        },
    };

    [Theory]
    [InlineData("""{ "id": "a", "bus": "wire", "sensor": "ds18b20", "rom": "28-0316a2795bff" }""")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "ina226", "shunt": { "ohms": 0.0015, "maxAmperes": 50, "reverse": true } }""")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "ina226", "shunt": { "ohms": 0.08192, "maxAmperes": 1 } }""")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "mcp9808", "address": 25, "signals": { "temperature": "env.temperature" } }""")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "mcp23017", "contacts": { "d": { "line": 14, "signal": "env.door", "countChanges": true } } }""")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "ads1115", "loops": { "s": { "input": 2, "signal": "env.smoke", "supplyVolts": 3.3, "feedOhms": 2200, "endOhms": 2200, "alarmOhms": 4700 } } }""")]
    [InlineData("""{ "id": "a", "bus": "gpio", "sensor": "dht", "line": 4 }""")]
    public void A_chip_that_is_stated_whole_is_good(string device) => Assert.Empty(Check(device));

    [Theory]
    [InlineData("""{ "id": "a", "bus": "wire", "sensor": "ds18b20" }""",
        "d1:1:39 $.sensor \"ds18b20\" needs its rom (ROM code, for example 28-0316a2795bff; ls /sys/bus/w1/devices shows it)")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "mcp9808", "rom": "28-0316a2795bff" }""", "d1:1:50 $.rom this is for 1-Wire sensors only; remove it")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "ds18b20", "rom": "28-0316a2795bff" }""",
        "d1:1:21 $.bus sensor \"ds18b20\" cannot be on a bus of kind i2c; right is oneWire")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "ina226" }""",
        "d1:1:39 $.sensor \"ina226\" needs its shunt, for example \"shunt\": { \"ohms\": 0.0015, \"maxAmperes\": 50 }")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "mcp9808", "shunt": { "ohms": 1, "maxAmperes": 1 } }""",
        "d1:1:50 $.shunt this is for sensors with a shunt only; remove it")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "ina226", "shunt": { "ohms": 0.0015, "maxAmperes": 60 } }""",
        "d1:1:58 $.shunt the shunt has 90 mV at its highest current; a ina226 measures up to 81.92 mV")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "mcp9808", "signals": { "humidity": "env.temperature" } }""",
        "d1:1:63 $.signals.humidity there is no point \"humidity\"; possible: temperature")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "mcp9808", "signals": { "temperature": "ups.load" } }""",
        "d1:1:78 $.signals.temperature the unit of signal \"ups.load\" does not fit point \"temperature\"")]
    [InlineData("""{ "id": "a", "bus": "gpio", "sensor": "dht" }""", "d1:1:39 $.sensor \"dht\" needs its line (of the GPIO chip, for example 4)")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "mcp9808", "line": 4 }""",
        "d1:1:50 $.line this is for sensors with a GPIO line of their own only; remove it")]
    public void What_a_chip_lacks_or_cannot_have_is_told(string device, string error) => Assert.Equal([error], Check(device));

    [Theory]
    [InlineData("\"line\": 16", "a mcp23017 has lines 0 to 15")]
    [InlineData("\"line\": 2, \"pull\": \"down\"", "a mcp23017 has no resistors to ground; right is up or none")]
    [InlineData("\"line\": 15", "(warning) by its maker line 15 of a mcp23017 is an output only, as an input it may disturb the bus; use another line")]
    public void A_line_that_an_expander_cannot_give_is_told(string contact, string message)
    {
        string told = Assert.Single(Check($$"""{ "id": "a", "bus": "i2c1", "sensor": "mcp23017", "contacts": { "d": { {{contact}}, "signal": "env.door" } } }"""));

        Assert.EndsWith(message, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_expanders_have_lines_of_their_own_and_one_has_each_only_once()
    {
        const string Contacts = "\"contacts\": { \"d\": { \"line\": 1, \"signal\": \"env.door\" } } }";

        Assert.Empty(Check(
            """{ "id": "a", "bus": "i2c1", "sensor": "mcp23017", """ + Contacts,
            """{ "id": "b", "bus": "i2c1", "sensor": "mcp23017", "address": 33, """ + Contacts));
        Assert.Contains(
            Check("""{ "id": "a", "bus": "i2c1", "sensor": "mcp23017", "contacts": { "d": { "line": 1, "signal": "env.door" }, "e": { "line": 1, "signal": "env.door" } } }"""),
            e => e.Contains("line 1 is already used", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_of_a_sensor_is_no_contacts_too() => Assert.Equal(
        ["d2:1:54 $.line line 4 is already used, see d1:1 ($.contacts.d.line)"],
        Check(
            """{ "id": "a", "bus": "gpio", "sensor": "contacts", "contacts": { "d": { "line": 4, "signal": "env.door" } } }""",
            """{ "id": "b", "bus": "gpio", "sensor": "dht", "line": 4 }"""));

    [Fact]
    public void One_1_Wire_chip_is_one_device() => Assert.Equal(
        ["d2:1:57 $.rom 1-Wire chip 28-0316a2795bff is already used by the device of d1:1"],
        Check(
            """{ "id": "a", "bus": "wire", "sensor": "ds18b20", "rom": "28-0316a2795bff" }""",
            """{ "id": "b", "bus": "wire", "sensor": "ds18b20", "rom": "28-0316a2795bff" }"""));

    [Fact]
    public void A_loop_is_checked_whole() => Assert.Equal(
        [
            "d1:4:19 $.loops.b.input input 1 is already used by \"a\"",
            "d1:4:32 $.loops.b.signal \"ups.load\" is a quantity with a unit, not the state of a contact",
            "d1:3:8 $.loops.a short, normal, alarm and open are 0 / 1.65 / 1.80 / 3.30 V; neighbours less than 0.33 V apart cannot be told from each other; change the resistors",
        ],
        [
            .. Check("""
                { "id": "d", "bus": "i2c1", "sensor": "ads1115",
                  "loops": {
                  "a": { "input": 1, "signal": "env.smoke", "supplyVolts": 3.3, "feedOhms": 2200, "endOhms": 2200, "alarmOhms": 440 },
                  "b": { "input": 1, "signal": "ups.load", "supplyVolts": 3.3, "feedOhms": 2200, "endOhms": 2200, "alarmOhms": 4700 } } }
                """).OrderBy(e => e.Contains("loops.a ", StringComparison.Ordinal)),
        ]);

    private static string[] Check(params string[] devices) => Sample.Tell(ConfigurationChecks.Run(
        ConfigurationSet.Read(
            Sample.Reader,
            [Sample.File(ConfigFileKind.Gateway, "g", Gateway), .. devices.Select((d, i) => Sample.File(ConfigFileKind.Device, $"d{i + 1}", d))]),
        Catalog));
}
