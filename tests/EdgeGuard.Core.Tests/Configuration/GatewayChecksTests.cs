namespace EdgeGuard.Core.Tests.Configuration;

public class GatewayChecksTests
{
    private static string[] With(string sections) =>
        Sample.CheckGateway("{ \"gateway\": { \"id\": \"g\", \"site\": \"s\" },\n" + sections + "\n}");

    [Theory]
    [InlineData("http://h", "must be mqtt://host[:1883] or mqtts://host[:8883]")]
    [InlineData("broker.example.com", "must be mqtt://host[:1883] or mqtts://host[:8883]")]
    [InlineData("mqtt://me:secret@h", "user name and password do not stand here; put them into a file and name it by credentialsFile")]
    [InlineData("mqtt://h/topic", "must have host and port only, for example mqtts://broker.example.com:8883")]
    [InlineData("mqtt://h:0", "must have host and port only, for example mqtts://broker.example.com:8883")]
    public void A_broker_that_cannot_be_used_is_told(string broker, string message) =>
        Assert.Equal([$"g:2:21 $.mqtt.broker {message}"], With($"\"mqtt\": {{ \"broker\": \"{broker}\" }}"));

    [Theory]
    [InlineData("mqtt://h")]
    [InlineData("mqtts://h:8884/")]
    [InlineData("mqtt://[::1]:1883")]
    public void A_broker_by_host_and_port_is_good(string broker) =>
        Assert.Empty(With($"\"mqtt\": {{ \"broker\": \"{broker}\" }}"));

    [Fact]
    public void Durations_out_of_range_and_an_authority_without_tls_are_told_together() => Assert.Equal(
        [
            "g:2:43 $.mqtt.caFile caFile is for mqtts only; write the broker as mqtts://, or remove this",
            "g:3:14 $.mqtt.keepAlive 4s is out of range; right is from 5s to 18h",
            "g:3:34 $.mqtt.maxBackoff 2h is out of range; right is from 1s to 1h",
            "g:4:28 $.telemetry.interval 0ms is out of range; right is from 100ms to 1h",
            "g:4:46 $.telemetry.refresh 2d is out of range; right is from 100ms to 1d",
        ],
        With("""
            "mqtt": { "broker": "mqtt://h", "caFile": "/etc/ca.pem",
            "keepAlive": "4s", "maxBackoff": "2h" },
            "telemetry": { "interval": "0ms", "refresh": "2d" }
            """));

    [Fact]
    public void Telemetry_is_kept_in_pieces_of_a_second_to_ten_minutes() => Assert.Equal(
        ["g:2:29 $.store.chunkPeriod 1h is out of range; right is from 1s to 10m"],
        With("""  "store": { "chunkPeriod": "1h" }"""));

    [Fact]
    public void Telemetry_is_not_refreshed_more_often_than_it_is_sent() => Assert.Equal(
        ["g:2:47 $.telemetry.refresh refresh must not be shorter than interval"],
        With("""  "telemetry": { "interval": "5s", "refresh": "1s" }"""));

    [Theory]
    [InlineData("""{ "kind": "modbusRtu", "path": "/dev/x" }""", """{ "kind": "modbusRtu", "path": "/dev/x", "baud": 1200 }""")]
    [InlineData("""{ "kind": "modbusTcp", "host": "H" }""", """{ "kind": "modbusRtuOverTcp", "host": "h", "port": 502 }""")]
    [InlineData("""{ "kind": "i2c", "adapter": 1 }""", """{ "kind": "i2c", "adapter": 1 }""")]
    [InlineData("""{ "kind": "gpio" }""", """{ "kind": "gpio" }""")]
    public void Two_buses_on_one_piece_of_hardware_are_told(string one, string other) => Assert.Equal(
        ["g:4:1 $.buses.b is the same hardware as bus \"a\"; use one bus for both"],
        With($"\"buses\": {{\n\"a\": {one},\n\"b\": {other} }}"));

    [Fact]
    public void A_configuration_without_a_gateway_file_says_so() => Assert.Equal(
        ["edgeguard.json:1:1 $ this file is missing; the least is {\"gateway\": {\"id\": …, \"site\": …}}"],
        Sample.Check());

    [Fact]
    public void The_sample_has_nothing_wrong() => Assert.Empty(Sample.Check(Sample.Whole));
}
