using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Configuration;

public class OutputChecksTests
{
    private const string Horn = """{ "id": "horn", "bus": "header", "line": 5 }""";

    [Fact]
    public void Outputs_that_can_be_are_good() => Assert.Empty(Check(
        """
        { "armed": true, "operations": [
            { "id": "horn", "bus": "header", "line": 5, "activeLow": true, "returnAfter": "30m", "interlock": "panel.door == 0" },
            { "id": "fan", "bus": "rs485", "unit": 9, "coil": 0, "rest": 1 },
            { "id": "setpoint", "bus": "plant", "unit": 0, "register": 40, "min": 180, "max": 280, "rest": 230 } ],
          "sounder": { "operation": "horn", "levels": 1, "platformSilent": "10m" } }
        """));

    [Theory]
    [InlineData("""{ "id": "a", "bus": "haeder", "line": 5 }""", "g:2:29 $.outputs.operations[0].bus there is no bus \"haeder\", did you mean header; possible: header, i2c1, plant, rs485, server")]
    [InlineData("""{ "id": "a", "bus": "tcp:/", "line": 5 }""", "g:2:29 $.outputs.operations[0].bus there is no bus \"tcp:/\"; possible: header, i2c1, plant, rs485, server")]
    [InlineData("""{ "id": "a", "bus": "ftp://h", "coil": 5, "unit": 1 }""", "g:2:29 $.outputs.operations[0].bus \"ftp://h\" is no endpoint; right is tcp://host[:502] or rtutcp://host:port")]
    [InlineData("""{ "id": "a", "bus": "header" }""", "g:2:9 $.outputs.operations[0] exactly one of line, coil and register must stand here")]
    [InlineData("""{ "id": "a", "bus": "plant", "unit": 1, "coil": 1, "register": 1 }""", "g:2:9 $.outputs.operations[0] exactly one of line, coil and register must stand here")]
    [InlineData("""{ "id": "a", "bus": "plant", "line": 5 }""", "g:2:29 $.outputs.operations[0].bus a line cannot be on a bus of kind modbusTcp; right is gpio")]
    [InlineData("""{ "id": "a", "bus": "i2c1", "unit": 1, "coil": 5 }""", "g:2:29 $.outputs.operations[0].bus a coil cannot be on a bus of kind i2c; right is modbusTcp, modbusRtu, modbusRtuOverTcp")]
    [InlineData("""{ "id": "a", "bus": "plant", "coil": 5 }""", "g:2:9 $.outputs.operations[0] unit is missing (the Modbus unit id of the device)")]
    [InlineData("""{ "id": "a", "bus": "header", "line": 5, "unit": 1 }""", "g:2:50 $.outputs.operations[0].unit this is for coil and register only; remove it")]
    [InlineData("""{ "id": "a", "bus": "rs485", "unit": 0, "coil": 5 }""", "g:2:46 $.outputs.operations[0].unit 0 is the broadcast address of a serial line and nobody answers it; right is from 1 to 247")]
    [InlineData("""{ "id": "a", "bus": "plant", "unit": 1, "coil": 5, "activeLow": true }""", "g:2:60 $.outputs.operations[0].activeLow this is for line only; remove it")]
    [InlineData("""{ "id": "a", "bus": "header", "line": 5, "max": 2 }""", "g:2:57 $.outputs.operations[0].max a line and a coil have 0 and 1 only")]
    [InlineData("""{ "id": "a", "bus": "plant", "unit": 1, "register": 5, "min": 9, "max": 8 }""", "g:2:71 $.outputs.operations[0].min min must not be above max")]
    [InlineData("""{ "id": "a", "bus": "plant", "unit": 1, "register": 5, "min": 9, "max": 10 }""", "g:2:9 $.outputs.operations[0].rest rest must lie from 9 to 10")]
    [InlineData("""{ "id": "a", "bus": "header", "line": 5, "returnAfter": "8d" }""", "g:2:65 $.outputs.operations[0].returnAfter 8d is out of range; right is from 1s to 7d")]
    [InlineData("""{ "id": "a", "bus": "header", "line": 17 }""", "g:2:47 $.outputs.operations[0].line line 17 is the contact of devices.d/room.json:5 ($.contacts.door.line); it cannot be an output too")]
    [InlineData("""{ "id": "a", "bus": "plant", "unit": 1, "register": 65536 }""", "g:2:61 $.outputs.operations[0].register 65536 is out of range; right is from 0 to 65535")]
    public void An_output_that_cannot_be_is_told_at_its_place(string operation, string error) => Assert.Equal([error], Check($$"""
        { "operations": [
                {{operation}} ] }
        """));

    [Theory]
    [InlineData("panel.dor == 0", 87, "there is no ")]
    [InlineData("panel.door == ", 101, "the end")]
    [InlineData("adc.temp", 87, "a condition")]
    [InlineData("panel.door == 0 and", 106, "the end")]
    public void An_interlock_that_is_none_is_told_at_its_place_inside_the_text(string interlock, int column, string words)
    {
        string error = Assert.Single(Check($$"""{ "operations": [ { "id": "a", "bus": "header", "line": 5, "interlock": "{{interlock}}" } ] }"""));

        Assert.StartsWith($"g:1:{column} $.outputs.operations[0].interlock ", error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interlock_on_what_no_device_offers_is_told() => Assert.Contains(
        "no device offers mains.voltage", Assert.Single(Check("""{ "operations": [ { "id": "a", "bus": "header", "line": 5, "interlock": "max(mains.voltage) > 200 V" } ] }""")), StringComparison.Ordinal);

    [Fact]
    public void A_name_and_an_output_are_given_once() => Assert.Equal(
        [
            "g:3:9 $.outputs.operations[1].id operation \"HORN\" is taken (case does not count), see g:2",
            "g:4:1 $.outputs.operations[2] is the same output as g:2 ($.outputs.operations[0]); an output has one operation",
        ],
        Check($$"""
            { "operations": [
            {{Horn}},
            { "id": "HORN", "bus": "header", "line": 6 },
            { "id": "lamp", "bus": "header", "line": 5 } ] }
            """));

    [Theory]
    [InlineData("""{ "operation": "hron" }""", "operation there is no operation \"hron\", did you mean horn; possible: horn, speed")]
    [InlineData("""{ "operation": "speed" }""", "operation a sounder is an operation of a line or a coil")]
    [InlineData("""{ "operation": "horn", "levels": 0 }""", " with levels 0 and without platformSilent it never sounds; remove the sounder")]
    [InlineData("""{ "operation": "horn", "platformSilent": "1s" }""", "platformSilent 1s is out of range; right is from 10s to 7d")]
    public void A_sounder_that_cannot_sound_is_told(string sounder, string error) => Assert.EndsWith(
        (error[0] == ' ' ? "$.outputs.sounder" : "$.outputs.sounder.") + error,
        Assert.Single(Check($$"""{ "operations": [ {{Horn}}, { "id": "speed", "bus": "plant", "unit": 1, "register": 5 } ], "sounder": {{sounder}} }""")),
        StringComparison.Ordinal);

    [Fact]
    public void Without_a_platform_none_can_be_silent() => Assert.Equal(
        ["g:1:214 $.outputs.sounder.platformSilent without mqtt there is no platform to be out of reach; remove this"],
        Sample.CheckGateway($$"""{ "gateway": { "id": "g", "site": "s" }, "buses": { "header": { "kind": "gpio" } }, "outputs": { "operations": [ {{Horn}} ], "sounder": { "operation": "horn", "platformSilent": "10m" } } }"""));

    [Fact]
    public void What_a_profile_forbids_to_write_no_operation_writes()
    {
        HardwareCatalog catalog = Sample.Catalog with
        {
            Profile = name => Sample.Catalog.Profile(name)! with { NeverWrite = [new ProtectedRange(RegisterTable.HoldingRegister, 40, 49, "calibration")] },
        };
        const string Operations = """
            { "operations": [
            { "id": "a", "bus": "rs485", "unit": 3, "register": 49 },
            { "id": "b", "bus": "rs485", "unit": 3, "register": 50 },
            { "id": "c", "bus": "rs485", "unit": 4, "register": 49 },
            { "id": "d", "bus": "rs485", "unit": 3, "coil": 49 } ] }
            """;

        Assert.Equal(
            ["g:2:53 $.outputs.operations[0].register the profile \"huawei-ups2000\" of device \"ups1\" (devices.d/ups1.json:1) forbids to write 40 to 49 (calibration)"],
            Sample.Tell(ConfigurationChecks.Run(ConfigurationSet.Read(Sample.Reader, Files(Operations)), catalog)));
    }

    private static string[] Check(string outputs) => Sample.Check(Files(outputs));

    /// <summary>The sample's gateway with these outputs, which begin its file, and its devices.</summary>
    private static ConfigFile[] Files(string outputs)
    {
        string gateway = Sample.Gateway[Sample.Gateway.IndexOf("\"gateway\": {", StringComparison.Ordinal)..];
        return
        [
            Sample.File(ConfigFileKind.Gateway, "g", $$"""{ "outputs": {{outputs}}, {{gateway}}"""),
            .. Sample.Whole.Where(f => f.Kind == ConfigFileKind.Device),
        ];
    }
}
