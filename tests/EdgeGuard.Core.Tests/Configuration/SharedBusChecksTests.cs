using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Core.Tests.Configuration;

public class SharedBusChecksTests
{
    [Fact]
    public void Ids_that_differ_in_case_only_are_the_same() => Assert.Equal(
        ["d2:1:9 $.id device id \"UPS\" is taken (case does not count), see d1:1"],
        Sample.CheckDevices(
            """{ "id": "ups", "bus": "plant", "profile": "sdm630", "unit": 1 }""",
            """{ "id": "UPS", "bus": "plant", "profile": "sdm630", "unit": 2 }"""));

    [Fact]
    public void One_unit_of_one_bus_is_one_device_also_by_the_profile_s_default() => Assert.Equal(
        ["d2:1:21 $.bus unit 1 of this bus is already used by the device of d1:1"],
        Sample.CheckDevices(
            """{ "id": "a", "bus": "plant", "profile": "sdm630", "unit": 1 }""",
            """{ "id": "b", "bus": "plant", "profile": "sdm630" }"""));

    [Fact]
    public void An_endpoint_named_by_bus_and_by_url_is_one_bus() => Assert.Equal(
        ["d2:1:73 $.unit unit 5 of this bus is already used by the device of d1:1"],
        Sample.CheckDevices(
            """{ "id": "a", "bus": "plant", "profile": "sdm630", "unit": 5 }""",
            """{ "id": "b", "bus": "tcp://10.0.0.7:1502", "profile": "sdm630", "unit": 5 }"""));

    [Fact]
    public void One_device_read_by_two_profiles_is_only_a_warning() => Assert.Equal(
        ["d2:1:67 $.unit (warning) unit 5 of this bus is also read by d1:1 with another profile; right only if both are one device"],
        Sample.CheckDevices(
            """{ "id": "a", "bus": "plant", "profile": "sdm630", "unit": 5 }""",
            """{ "id": "b", "bus": "plant", "profile": "huawei-ups2000", "unit": 5 }"""));

    [Fact]
    public void One_endpoint_speaks_one_way_only() => Assert.Equal(
        ["d2:1:21 $.bus d1:1 uses the same endpoint as modbusTcp; an endpoint speaks one way only"],
        Sample.CheckDevices(
            """{ "id": "a", "bus": "tcp://H:4000", "profile": "sdm630", "unit": 5 }""",
            """{ "id": "b", "bus": "rtutcp://h:4000", "profile": "sdm630", "unit": 6 }"""));

    [Fact]
    public void Equal_units_on_different_buses_are_good() => Assert.Empty(
        Sample.CheckDevices(
            """{ "id": "a", "bus": "tcp://h", "profile": "sdm630", "unit": 5 }""",
            """{ "id": "b", "bus": "tcp://h:503", "profile": "sdm630", "unit": 5 }""",
            """{ "id": "c", "bus": "rs485", "profile": "sdm630", "unit": 5 }"""));

    [Fact]
    public void One_address_of_one_I2C_bus_is_one_chip_also_by_default() => Assert.Equal(
        [
            "d2:1:59 $.address I2C address 68 (0x44) of this bus is already used by the device of d1:1",
            "d3:1:21 $.bus I2C address 68 (0x44) of this bus is already used by the device of d1:1",
        ],
        Sample.CheckDevices(
            """{ "id": "a", "bus": "i2c1", "sensor": "sht3x" }""",
            """{ "id": "b", "bus": "i2c1", "sensor": "sht3x", "address": 68 }""",
            """{ "id": "c", "bus": "i2c1", "sensor": "sht3x" }"""));

    [Fact]
    public void A_line_is_one_contact_inside_a_device_and_between_devices() => Assert.Equal(
        [
            "d1:3:18 $.contacts.y.line line 4 is already used, see d1:2 ($.contacts.x.line)",
            "d2:2:18 $.contacts.z.line line 4 is already used, see d1:2 ($.contacts.x.line)",
        ],
        Sample.CheckDevices(
            """
            { "id": "a", "bus": "header", "sensor": "contacts", "contacts": {
              "x": { "line": 4, "signal": "env.door" },
              "y": { "line": 4, "signal": "env.smoke" } } }
            """,
            """
            { "id": "b", "bus": "header", "sensor": "contacts", "contacts": {
              "z": { "line": 4, "signal": "env.door" } } }
            """));

    [Fact]
    public void A_broken_gateway_file_does_not_hide_what_is_wrong_with_the_devices() => Assert.Equal(
        ["d:1:42 $.profile there is no profile \"sdm6\", did you mean sdm630; possible: huawei-ups2000, sdm630", "g:1:1 $ \"gateway\" is missing, for example \"gateway\": {…}"],
        Sample.Check(
            Sample.File(ConfigFileKind.Gateway, "g", "{}"),
            Sample.File(ConfigFileKind.Device, "d", """{ "id": "a", "bus": "nobody", "profile": "sdm6" }""")));
}
