using System.Text;
using CsCheck;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Configuration;

public class ConfigReaderTests
{
    private static string[] Gateway(string text) => Sample.Tell(Sample.Reader.ReadGateway("g", Sample.Utf8(text)).Errors);

    private static string[] Device(string text) => Sample.Tell(Sample.Reader.ReadDevice("d", Sample.Utf8(text)).Errors);

    private static string[] Rules(string text) => Sample.Tell(Sample.Reader.ReadRules("r", Sample.Utf8(text)).Errors);

    [Fact]
    public void A_gateway_file_that_says_everything_is_read_whole()
    {
        var gateway = Sample.Reader.ReadGateway("g", Sample.Utf8(Sample.Gateway)).Value!;

        Assert.Equal(new GatewaySection("gw-01", "site-01", new Words("3 号机房", "Room 3")) { Language = Language.En, Ratings = gateway.Gateway.Ratings }, gateway.Gateway);
        Assert.Equal(
            new BusConfig { Kind = BusKind.ModbusRtu, Path = "/dev/ttyAMA0", Baud = 19200, Parity = SerialParity.Even, StopBits = 2, Rs485 = true },
            gateway.Buses["rs485"] with { Port = 502 });
        Assert.Equal(
            (BusKind.ModbusRtuOverTcp, "10.0.0.8", 4001, 9600),
            (gateway.Buses["server"].Kind, gateway.Buses["server"].Host, gateway.Buses["server"].Port, gateway.Buses["server"].Baud));
        Assert.Equal((BusKind.I2c, (int?)1), (gateway.Buses["i2c1"].Kind, gateway.Buses["i2c1"].Adapter));
        Assert.Equal((BusKind.Gpio, "pinctrl-rp1"), (gateway.Buses["header"].Kind, gateway.Buses["header"].Chip));
        Assert.Equal(
            new MqttConfig
            {
                Broker = new Uri("mqtts://broker.example.com"),
                Protocol = MqttProtocol.V5,
                CredentialsFile = "/etc/edgeguard/mqtt.credentials",
                CaFile = "/etc/edgeguard/ca.pem",
                ClientId = "me",
                KeepAlive = TimeSpan.FromSeconds(20),
                MaxBackoff = TimeSpan.FromMinutes(2),
            },
            gateway.Mqtt! with { PlatformKeys = [] });
        Assert.Equal(32L * 1024 * 1024, gateway.Store.BudgetBytes);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromHours(1)), (gateway.Telemetry.Interval, gateway.Telemetry.Refresh));
    }

    [Fact]
    public void Device_files_that_say_everything_are_read_whole()
    {
        var ups = Sample.Reader.ReadDevice("d", Sample.Utf8(Sample.ModbusDevice)).Value!;
        var door = Sample.Reader.ReadDevice("d", Sample.Utf8(Sample.ContactsDevice)).Value!.Contacts["door"];
        var temp = Sample.Reader.ReadDevice("d", Sample.Utf8(Sample.AnalogDevice)).Value!.Channels["temp"];

        Assert.Equal(("ups1", "rs485", "huawei-ups2000", (int?)3, 1), (ups.Id, ups.Bus, ups.Profile, ups.Unit, ups.CommLevel));
        Assert.Equal((TimeSpan.FromSeconds(1), (TimeSpan?)TimeSpan.FromMilliseconds(500)), (ups.Poll, ups.Timeout));
        Assert.Equal((new DateOnly(2021, 6, 30), 6000.5), (ups.Installed!.Value, ups.Ratings["power"]));
        Assert.Equal(
            new ContactConfig
            {
                Line = 17,
                Signal = "env.door",
                Rest = ContactRest.Open,
                Pull = ContactPull.Down,
                Debounce = TimeSpan.FromMilliseconds(100),
                Name = new Words("门", "Door"),
            },
            door);
        Assert.Equal((0, "degF", 0.6, 3.0, -20.0, 80.0), (temp.Input, temp.Unit, temp.VoltsLow, temp.VoltsHigh, temp.Low, temp.High));
        Assert.Equal(((double?)0.54, (double?)3.15), (temp.FaultBelowVolts, temp.FaultAboveVolts));
    }

    [Fact]
    public void A_rule_file_that_says_everything_is_read_whole()
    {
        var rules = Sample.Reader.ReadRules("r", Sample.Utf8(Sample.Rules)).Value!.Rules;

        Assert.Equal(new LimitConfig(35, 1, 1, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10)), rules[0].Hh);
        Assert.Equal(new LimitConfig(27), rules[0].H);
        Assert.Equal((0.5, true, (TimeSpan?)TimeSpan.FromMinutes(1)), (rules[0].Deadband, rules[0].Latch, rules[0].On));
        Assert.Equal([new Words("空调", "Cooling")], rules[0].Cause);
        Assert.Equal((RuleType.Digital, "panel.*", 0, 2), (rules[1].Type, rules[1].Point, rules[1].Active, rules[1].Level));
    }

    [Fact]
    public void What_a_file_leaves_out_has_its_default()
    {
        var gateway = Sample.Reader.ReadGateway("g", """{ "gateway": { "id": "g", "site": "s" }, "buses": { "b": { "kind": "modbusRtu", "path": "/dev/x" } } }"""u8).Value!;
        var device = Sample.Reader.ReadDevice("d", """{ "id": "a", "bus": "b", "sensor": "contacts", "contacts": { "x": { "line": 1, "signal": "env.door" } } }"""u8).Value!;

        Assert.Equal((512L * 1024 * 1024, TimeSpan.FromSeconds(10)), (gateway.Store.BudgetBytes, gateway.Telemetry.Interval));
        Assert.Equal((TimeSpan.FromSeconds(45), 0.005), (gateway.Store.ChunkPeriod, gateway.Telemetry.Deadband));
        Assert.Equal((9600, 1, SerialParity.None), (gateway.Buses["b"].Baud, gateway.Buses["b"].StopBits, gateway.Buses["b"].Parity));
        Assert.Equal((TimeSpan.FromSeconds(5), 2, 0), (device.Poll, device.CommLevel, device.Channels.Count));
        Assert.Equal((TimeSpan.FromMilliseconds(50), ContactPull.Up), (device.Contacts["x"].Debounce, device.Contacts["x"].Pull));
    }

    [Fact]
    public void All_errors_of_a_file_are_told_at_once() => Assert.Equal(
        [
            "g:2:14 $.gateway \"site\" is missing, for example \"site\": \"gw-01\"",
            "g:2:22 $.gateway.id \"gw 01\" has the wrong form; right is for example gw-01, room_3",
            "g:3:29 $.buses.a.kind \"modbusTPC\" is not possible here, did you mean modbusTcp; possible: modbusTcp, modbusRtu, modbusRtuOverTcp, i2c, gpio, oneWire",
            "g:4:10 $.buses.b \"path\" is missing, for example \"path\": \"/dev/serial/by-path/platform-xhci-hcd.0-usb-0:1:1.0-port0\"",
            "g:4:33 $.buses.b.adapter \"adapter\" belongs to kind i2c only; possible here: kind, path, baud, parity, stopBits, rs485",
            "g:6:5 $.mqtt.brokr there is no key \"brokr\", did you mean broker; possible: broker, protocol, credentialsFile, caFile, clientId, keepAlive, maxBackoff, settle, ackTimeout, historyRate, platformKeys",
            "g:7:18 $.mqtt.keepAlive \"30 sec\" has the wrong form; right is for example 500ms, 5s, 2m, 1h",
            "g:8:17 $.mqtt.protocol \"v4\" is not possible here, did you mean v5; possible: auto, v5, v311",
            "g:10:29 $.store.budgetBytes 5 is out of range; right is from 16777216 to 1099511627776",
            "g:11:30 $.telemetry.interval must be a text \"…\", not a number, for example \"500ms\"",
        ],
        Gateway("""
            {
              "gateway": { "id": "gw 01" },
              "buses": { "a": { "kind": "modbusTPC" },
                "b": { "kind": "modbusRtu", "adapter": 1 } },
              "mqtt": { "broker": "mqtt://x",
                "brokr": "mqtt://h",
                "keepAlive": "30 sec",
                "protocol": "v4"
              },
              "store": { "budgetBytes": 5 },
              "telemetry": { "interval": 10 }
            }
            """));

    [Theory]
    [InlineData("""{ "id": "a", "bus": "b" }""", "d:1:1 $ one of profile, sensor is missing")]
    [InlineData("""{ "id": "a", "bus": "b", "profile": "p", "sensor": "s" }""", "d:1:1 $ only one of profile, sensor may stand here")]
    [InlineData("""{ "id": "a", "bus": "b", "profile": "p", "unit": 256 }""", "d:1:50 $.unit 256 is out of range; right is from 0 to 255")]
    [InlineData("""{ "id": "a", "bus": "b", "profile": "p", "unit": 1.0 }""", "d:1:50 $.unit must be a whole number without point or exponent, not 1.0, for example 1")]
    [InlineData("""{ "id": "a", "bus": "b", "profile": "p", "commLevel": 5 }""", "d:1:55 $.commLevel 5 is out of range; right is from 1 to 4")]
    [InlineData("""{ "id": "a", "bus": "b", "profile": "p", "poll": "5" }""", "d:1:50 $.poll \"5\" has the wrong form; right is for example 500ms, 5s, 2m, 1h")]
    [InlineData("""{ "id": "a", "bus": "b", "profile": "p", "installed": "2021-02-30" }""", "d:1:55 $.installed \"2021-02-30\" is not a date; right is for example 2024-05-31")]
    [InlineData("""{ "id": "a", "bus": "b", "profile": "p", "ratings": { "power": -1 } }""", "d:1:64 $.ratings.power -1 is out of range; right is greater than 0")]
    [InlineData("""{ "id": "a", "bus": "b", "profile": "p", "name": { "zh": "" } }""", "d:1:50 $.name \"en\" is missing", "d:1:58 $.name.zh must not be empty")]
    [InlineData("""{ "id": "a", "bus": "b", "profile": "p", "unit": null }""", "d:1:50 $.unit must be a whole number, not null, for example 1")]
    [InlineData("""{ "id": "a", "id": "b", "bus": "b", "profile": "p" }""", "d:1:14 $.id key \"id\" stands twice, first in line 1; remove one")]
    [InlineData("""{ "id": "a", "bus": "b", "sensor": "contacts", "contacts": { "d": { "line": 1, "signal": "env.door", "rest": "closd" } } }""", "d:1:110 $.contacts.d.rest \"closd\" is not possible here, did you mean closed; possible: closed, open")]
    [InlineData("""{ "id": "a", "bus": "b", "sensor": "ads1115", "channels": { "a b": { "input": 4 } } }""", "d:1:61 $.channels['a b'] \"a b\" has the wrong form; right is for example ups1, rack_3-door", "d:1:68 $.channels['a b'] \"high\" is missing, for example \"high\": 80", "d:1:68 $.channels['a b'] \"low\" is missing, for example \"low\": -20", "d:1:68 $.channels['a b'] \"signal\" is missing, for example \"signal\": \"env.smoke\"", "d:1:68 $.channels['a b'] \"unit\" is missing, for example \"unit\": \"degC\"", "d:1:68 $.channels['a b'] \"voltsHigh\" is missing, for example \"voltsHigh\": 0.6", "d:1:68 $.channels['a b'] \"voltsLow\" is missing, for example \"voltsLow\": 0.6", "d:1:79 $.channels['a b'].input 4 is out of range; right is from 0 to 3")]
    public void An_error_of_a_device_file_has_its_place(string text, params string[] errors) => Assert.Equal(errors, Device(text));

    [Theory]
    [InlineData("""{ "rules": [{ "id": "a", "type": "digital", "label": { "zh": "x", "en": "x" }, "hh": { "limit": 1 } }] }""", "r:1:80 $.rules[0].hh \"hh\" belongs to type limit only; possible here: id, type, signal, point, disabled, active, level, on, off, latch, suppressedBy, tail, reach, group, escalate, reannunciate, shelvable, suppressWhile, forecast, signalId, label, cause, check, response, source")]
    [InlineData("""{ "rules": [{ "id": "a", "type": "limit", "label": { "zh": "x", "en": "x" }, "deadband": -1 }] }""", "r:1:90 $.rules[0].deadband -1 is out of range; right is at least 0")]
    [InlineData("""{ "rules": [{ "id": "a", "type": "limit", "label": { "zh": "x", "en": "x" }, "h": { "limit": 1e999, "level": 0 } }] }""", "r:1:94 $.rules[0].h.limit the number 1e999 is too big", "r:1:110 $.rules[0].h.level 0 is out of range; right is from 1 to 4")]
    [InlineData("""{ "rules": [{ "id": "a", "label": "x" }] }""", "r:1:13 $.rules[0] \"type\" is missing; possible: limit, digital, condition")]
    [InlineData("""{ "rules": {} }""", "r:1:12 $.rules must be a list […], not an object {…}")]
    public void An_error_of_a_rule_file_has_its_place(string text, params string[] errors) => Assert.Equal(errors, Rules(text));

    [Theory]
    [InlineData("mqtt://h:99999")]
    [InlineData("mqtt://[")]
    public void A_broker_that_is_no_address_is_told_by_its_place(string broker) => Assert.Equal(
        [$"g:1:62 $.mqtt.broker \"{broker}\" cannot be understood; look how it is written"],
        Gateway($$$"""{ "gateway": { "id": "g", "site": "s" }, "mqtt": { "broker": "{{{broker}}}" } }"""));

    [Fact]
    public void Any_bytes_give_a_value_or_errors_and_never_an_exception() =>
        Gen.OneOf(Gen.Byte.Array[0, 60], PositionedJsonTests.JsonLike.Select(Encoding.UTF8.GetBytes)).Sample(bytes =>
        {
            var gateway = Sample.Reader.ReadGateway("f", bytes);
            var device = Sample.Reader.ReadDevice("f", bytes);
            var rules = Sample.Reader.ReadRules("f", bytes);
            return gateway.Value is null == gateway.Errors.Count > 0
                && device.Value is null == device.Errors.Count > 0
                && rules.Value is null == rules.Errors.Count > 0;
        });

    [Fact]
    public void A_good_file_with_any_stretch_replaced_gives_a_value_or_errors_and_never_an_exception()
    {
        string[] texts = [Sample.Gateway, Sample.ModbusDevice, Sample.AnalogDevice, Sample.Rules];
        string[] pieces = ["", "1", "-1", "1e999", "99999999999999999999", "0.5", "\"\"", "\"x\"", "null", "true", "{}", "[]", ",", "}", "\\", "\u0000", "机"];
        var cut = from text in Gen.Int[0, texts.Length - 1]
                  from start in Gen.Int[0, texts[text].Length]
                  from length in Gen.Int[0, Math.Min(12, texts[text].Length - start)]
                  from piece in Gen.Int[0, pieces.Length - 1]
                  select Sample.Utf8(texts[text].Remove(start, length).Insert(start, pieces[piece]));
        cut.Sample(bytes =>
        {
            var errors = Sample.Reader.ReadGateway("f", bytes).Errors.Count > 0
                && Sample.Reader.ReadDevice("f", bytes).Errors.Count > 0
                && Sample.Reader.ReadRules("f", bytes).Errors.Count > 0;
            var set = ConfigurationSet.Read(Sample.Reader,
            [
                new ConfigFile(ConfigFileKind.Gateway, "g", bytes),
                new ConfigFile(ConfigFileKind.Device, "d", bytes),
                new ConfigFile(ConfigFileKind.SiteRules, "r", bytes),
            ]);
            // One text cannot be all three kinds of file.
            return ConfigurationChecks.Run(set, Sample.Catalog).Count > 0 || errors;
        });
    }
}
