using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Configuration;

/// <summary>A configuration that uses every key, a catalog that fits it, and short ways to ask what is wrong with a variation.</summary>
internal static class Sample
{
    public const string Gateway = """
        // comments and trailing commas are fine
        {
          "$schema": "../schema/edgeguard.schema.json",
          "gateway": { "id": "gw-01", "site": "site-01", "name": { "zh": "3 号机房", "en": "Room 3" }, "language": "en" },
          "buses": {
            "plant": { "kind": "modbusTcp", "host": "10.0.0.7", "port": 1502 },
            "rs485": { "kind": "modbusRtu", "path": "/dev/ttyAMA0", "baud": 19200, "parity": "even", "stopBits": 2, "rs485": "kernel",
              "rtsInverted": true, "rtsBefore": "1ms", "rtsAfter": "2ms", "echo": true, "statistics": false },
            "server": { "kind": "modbusRtuOverTcp", "host": "10.0.0.8", "port": 4001, "baud": 2400, "echo": true },
            "i2c1": { "kind": "i2c", "adapter": 1 },
            "header": { "kind": "gpio", "chip": "pinctrl-rp1" },
          },
          "mqtt": {
            "broker": "mqtts://broker.example.com",
            "protocol": "v5",
            "credentialsFile": "/etc/edgeguard/mqtt.credentials",
            "caFile": "/etc/edgeguard/ca.pem",
            "clientId": "me",
            "keepAlive": "20s",
            "maxBackoff": "2m"
          },
          "store": { "budgetBytes": 33554432 },
          "telemetry": { "interval": "5s", "refresh": "1h" }
        }
        """;

    public const string ModbusDevice = """
        {
          "id": "ups1", "name": { "zh": "1 号 UPS", "en": "UPS 1" }, "bus": "rs485", "profile": "huawei-ups2000",
          "unit": 3, "poll": "1s", "timeout": "500ms", "commLevel": 1, "installed": "2021-06-30", "ratings": { "power": 6000.5 }
        }
        """;

    public const string ContactsDevice = """
        {
          "id": "panel", "bus": "header", "sensor": "contacts",
          "contacts": {
            "door": {
              "line": 17, "signal": "env.door", "rest": "open", "pull": "down", "debounce": "100ms",
              "name": { "zh": "门", "en": "Door" }
            }
          }
        }
        """;

    public const string AnalogDevice = """
        {
          "id": "adc", "bus": "i2c1", "sensor": "ads1115", "address": 72,
          "channels": {
            "temp": {
              "input": 0, "signal": "env.temperature", "unit": "degF", "voltsLow": 0.6, "voltsHigh": 3.0, "low": -20, "high": 80,
              "faultBelowVolts": 0.54, "faultAboveVolts": 3.15, "name": { "zh": "温度", "en": "Temperature" }
            }
          }
        }
        """;

    public const string Rules = """
        {
          "rules": [
            {
              "id": "room-temp", "type": "limit", "signal": "env.temperature", "disabled": false,
              "hh": { "limit": 35, "level": 1, "deadband": 1, "on": "30s", "off": "10s" }, "h": { "limit": 27 },
              "l": { "limit": 10 }, "ll": { "limit": 5 }, "deadband": 0.5, "on": "1m", "off": "20s", "latch": true,
              "label": { "zh": "机房温度", "en": "Room temperature" }, "cause": [{ "zh": "空调", "en": "Cooling" }],
              "check": [{ "zh": "看空调", "en": "Look at the cooling" }], "response": { "zh": "派人", "en": "Send someone" },
              "source": "GB 50174-2017"
            },
            {
              "id": "door-open", "type": "digital", "point": "panel.*", "active": 0, "level": 2,
              "label": { "zh": "门开", "en": "Door open" }
            }
          ]
        }
        """;

    public static HardwareCatalog Catalog { get; } = new()
    {
        ProfileNames = ["huawei-ups2000", "sdm630"],
        Profile = name => name switch
        {
            "huawei-ups2000" => new ProfileOutline(1, [new PointOutline("load", "ups.load"), new PointOutline("note", null)]),
            "sdm630" => new ProfileOutline(1, [new PointOutline("ua", "mains.voltage")]) { Serial = new SerialDefaults(19200, LineParity.Even, 2) },
            _ => null,
        },
        Sensors = new Dictionary<string, SensorOutline>
        {
            ["sht3x"] = new(BusKind.I2c, [0x44, 0x45], [new PointOutline("t", "env.temperature")]),
            ["ads1115"] = new(BusKind.I2c, [0x48, 0x49, 0x4A, 0x4B], [], SensorInputs.Channels),
            ["contacts"] = new(BusKind.Gpio, [], [], SensorInputs.Contacts),
        },
        Signals = new Dictionary<string, Unit>
        {
            ["env.temperature"] = Unit.DegreeCelsius,
            ["env.door"] = Unit.None,
            ["env.smoke"] = Unit.None,
            ["ups.load"] = Unit.Percent,
            ["mains.voltage"] = Unit.Volt,
        },
        Units = new Dictionary<string, Unit>
        {
            ["degC"] = Unit.DegreeCelsius,
            ["degF"] = Unit.DegreeCelsius,
            ["V"] = Unit.Volt,
            ["%"] = Unit.Percent,
        },
    };

    public static ConfigReader Reader { get; } = new();

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static ConfigFile File(ConfigFileKind kind, string name, string text) => new(kind, name, Utf8(text));

    /// <summary>All errors of a set of files as <c>name:line:column path message</c>, warnings marked.</summary>
    public static string[] Check(params ConfigFile[] files) =>
        Tell(ConfigurationChecks.Run(ConfigurationSet.Read(Reader, files), Catalog));

    public static string[] CheckGateway(string text) => Check(File(ConfigFileKind.Gateway, "g", text));

    /// <summary>Devices d1, d2, … on the sample's gateway.</summary>
    public static string[] CheckDevices(params string[] devices) =>
        Check([File(ConfigFileKind.Gateway, "g", Gateway), .. devices.Select((d, i) => File(ConfigFileKind.Device, $"d{i + 1}", d))]);

    /// <summary>One file of rules of the site, on a gateway with all the sample's devices.</summary>
    public static string[] CheckRules(string rules, string? pack = null) => Check(
    [
        .. Whole.Where(f => f.Kind is ConfigFileKind.Gateway or ConfigFileKind.Device),
        File(ConfigFileKind.SiteRules, "r", rules),
        .. pack is null ? Array.Empty<ConfigFile>() : [File(ConfigFileKind.Pack, "p", pack)],
    ]);

    public static ConfigFile[] Whole =>
    [
        File(ConfigFileKind.Gateway, "edgeguard.json", Gateway),
        File(ConfigFileKind.Device, "devices.d/ups1.json", ModbusDevice),
        File(ConfigFileKind.Device, "devices.d/room.json", ContactsDevice),
        File(ConfigFileKind.Device, "devices.d/adc.json", AnalogDevice),
        File(ConfigFileKind.SiteRules, "rules.d/site.json", Rules),
    ];

    public static string[] Tell(IEnumerable<ConfigError> errors) =>
    [
        .. errors.Select(e => $"{e.File}:{e.Line}:{e.Column} {e.Path} {(e.Severity == Severity.Warning ? "(warning) " : "")}{e.Message.En}"),
    ];
}
