using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Core.Tests.Configuration;

public class DeviceChecksTests
{
    private const string Kinds = "modbusTcp, modbusRtu, modbusRtuOverTcp";

    [Theory]
    [InlineData("""{ "id": "a", "bus": "rs458", "profile": "sdm630" }""", "d1:1:21 $.bus there is no bus \"rs458\", did you mean rs485; possible: header, i2c1, plant, rs485, server")]
    [InlineData("""{ "id": "a", "bus": "tcp://", "profile": "sdm630" }""", "d1:1:21 $.bus \"tcp://\" is no endpoint; right is tcp://host[:502] or rtutcp://host:port")]
    [InlineData("""{ "id": "a", "bus": "tcp://h:70000", "profile": "sdm630" }""", "d1:1:21 $.bus \"tcp://h:70000\" is no endpoint; right is tcp://host[:502] or rtutcp://host:port")]
    [InlineData("""{ "id": "a", "bus": "rtutcp://h", "profile": "sdm630" }""", "d1:1:21 $.bus \"rtutcp://h\" is no endpoint; right is tcp://host[:502] or rtutcp://host:port")]
    [InlineData("""{ "id": "a", "bus": "plant", "profile": "sdm63" }""", "d1:1:41 $.profile there is no profile \"sdm63\", did you mean sdm630; possible: huawei-ups2000, sdm630")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "sensor": "sht4x" }""", "d1:1:39 $.sensor there is no sensor \"sht4x\", did you mean sht3x; possible: ads1115, contacts, sht3x")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "profile": "sdm630" }""", "d1:1:21 $.bus profile \"sdm630\" cannot be on a bus of kind i2c; right is " + Kinds)]
    [InlineData("""{ "id": "a", "bus": "header", "sensor": "sht3x" }""", "d1:1:21 $.bus sensor \"sht3x\" cannot be on a bus of kind gpio; right is i2c")]
    [InlineData("""{ "id": "a", "bus": "tcp://h", "sensor": "sht3x" }""", "d1:1:21 $.bus sensor \"sht3x\" cannot be on a bus of kind modbusTcp; right is i2c")]
    public void A_bus_profile_or_sensor_that_does_not_exist_or_fit_is_told(string device, string error) =>
        Assert.Equal([error], Sample.CheckDevices(device));

    [Theory]
    [InlineData("rs485", 0, "0 is the broadcast address of a serial line and nobody answers it; right is from 1 to 247")]
    [InlineData("server", 248, "248 is possible on Modbus TCP only; on a serial line right is from 1 to 247")]
    public void A_unit_that_a_serial_line_cannot_have_is_told(string bus, int unit, string message) => Assert.Equal(
        [$"d1:2:9 $.unit {message}"],
        Sample.CheckDevices($"{{ \"id\": \"a\", \"bus\": \"{bus}\", \"profile\": \"sdm630\",\n\"unit\": {unit} }}"));

    [Theory]
    [InlineData("plant", 0)]
    [InlineData("tcp://10.1.1.1", 255)]
    [InlineData("rtutcp://[fe80::1]:4001", 247)]
    public void A_unit_that_fits_its_bus_is_good(string bus, int unit) =>
        Assert.Empty(Sample.CheckDevices($$"""{ "id": "a", "bus": "{{bus}}", "profile": "sdm630", "unit": {{unit}} }"""));

    [Theory]
    [InlineData(9600, "none", 1, "9600 8N1")]
    [InlineData(19200, "even", 1, "19200 8E1")]
    [InlineData(19200, "even", 2, null)]
    public void A_line_that_is_set_otherwise_than_the_device_leaves_the_factory_is_a_hint(int baud, string parity, int stopBits, string? line)
    {
        string gateway = $$"""
            { "gateway": { "id": "g", "site": "s" },
              "buses": { "a": { "kind": "modbusRtu", "path": "/dev/ttyS1", "baud": {{baud}}, "parity": "{{parity}}", "stopBits": {{stopBits}} } } }
            """;

        string[] told = Sample.Check(
            Sample.File(ConfigFileKind.Gateway, "g", gateway), Sample.File(ConfigFileKind.Device, "d1", """{ "id": "a", "bus": "a", "profile": "sdm630" }"""));

        Assert.Equal(
            line is null ? [] : [$"d1:1:21 $.bus (warning) the bus runs at {line}, and a device of profile \"sdm630\" leaves the factory at 19200 8E2; it answers only where both are set alike"],
            told);
    }

    [Fact]
    public void Keys_of_another_sort_of_device_are_all_told()
    {
        Assert.Equal(
            ["d1:2:1 $.address this is for I2C sensors only; remove it", "d1:2:28 $.contacts contacts are for sensor contacts only; remove them"],
            Sample.CheckDevices("""
                { "id": "a", "bus": "plant", "profile": "sdm630",
                "address": 72, "contacts": { "d": { "line": 1, "signal": "env.door" } } }
                """));
        Assert.Equal(
            [
                "d1:2:1 $.unit this is for Modbus devices only; remove it",
                "d1:2:12 $.timeout this is for Modbus devices only; remove it",
                "d1:2:29 $.address this is for I2C sensors only; remove it",
                "d1:3:13 $.contacts \"contacts\" needs at least one entry in contacts",
            ],
            Sample.CheckDevices("""
                { "id": "a", "bus": "header", "sensor": "contacts",
                "unit": 1, "timeout": "1s", "address": 72,
                "contacts": {} }
                """));
    }

    [Fact]
    public void Durations_out_of_range_are_told() => Assert.Equal(
        ["d1:2:9 $.poll 19ms is out of range; right is from 20ms to 1d", "d1:2:28 $.timeout 61s is out of range; right is from 10ms to 1m"],
        Sample.CheckDevices("""
            { "id": "a", "bus": "plant", "profile": "sdm630",
            "poll": "19ms", "timeout": "61s" }
            """));

    [Theory]
    [InlineData(7, "7 is no I2C device address; right is from 8 to 119 (0x08-0x77)")]
    [InlineData(120, "120 is no I2C device address; right is from 8 to 119 (0x08-0x77)")]
    [InlineData(72, "(warning) a sht3x does not usually have address 72 (0x48); it may be 68 (0x44), 69 (0x45)")]
    public void An_address_a_chip_cannot_have_is_told(int address, string message) => Assert.Equal(
        [$"d1:2:12 $.address {message}"],
        Sample.CheckDevices($"{{ \"id\": \"a\", \"bus\": \"i2c1\", \"sensor\": \"sht3x\",\n\"address\": {address} }}"));

    [Fact]
    public void A_contact_is_checked_against_the_dictionary_and_its_bounds() => Assert.Equal(
        [
            "d1:3:33 $.contacts.a.signal there is no signal \"env.dor\", did you mean env.door; possible: env.door, env.smoke, env.temperature, mains.voltage, ups.load",
            "d1:4:33 $.contacts.b.signal \"ups.load\" is a quantity with a unit, not the state of a contact",
            "d1:4:57 $.contacts.b.debounce 2m is out of range; right is from 0ms to 1m",
        ],
        Sample.CheckDevices("""
            { "id": "d", "bus": "header", "sensor": "contacts",
              "contacts": {
                "a": { "line": 1, "signal": "env.dor" },
                "b": { "line": 2, "signal": "ups.load", "debounce": "2m" } } }
            """));

    [Fact]
    public void A_channel_is_checked_whole() => Assert.Equal(
        [
            "d1:4:25 $.channels.b.input input 0 is already used by \"a\"",
            "d1:4:70 $.channels.b.unit unit V does not fit signal \"env.temperature\"; possible: degC, degF",
            "d1:5:40 $.channels.b.voltsHigh voltsHigh must be above voltsLow",
            "d1:5:62 $.channels.b.high high and low must differ",
            "d1:6:33 $.channels.b.faultBelowVolts faultBelowVolts must not be above voltsLow",
            "d1:6:59 $.channels.b.faultAboveVolts faultAboveVolts must not be below voltsHigh",
            "d1:7:35 $.channels.c.signal there is no signal \"env.temp\"; possible: env.door, env.smoke, env.temperature, mains.voltage, ups.load",
            "d1:7:55 $.channels.c.unit there is no unit \"°C\"; possible: %, V, degC, degF",
        ],
        Sample.CheckDevices("""
            { "id": "d", "bus": "i2c1", "sensor": "ads1115",
              "channels": {
                "a": { "input": 0, "signal": "env.temperature", "unit": "degC", "voltsLow": 1, "voltsHigh": 2, "low": 0, "high": 1 },
                "b": {     "input": 0, "signal": "env.temperature", "unit":      "V",
                       "voltsLow": 3, "voltsHigh": 3, "low": 1, "high":  1,
                       "faultBelowVolts":   3.5, "faultAboveVolts":   2.5 },
                "c": { "input": 3, "signal":  "env.temp", "unit": "°C", "voltsLow": 1, "voltsHigh": 2, "low": 0, "high": 1 } } }
            """));
}
