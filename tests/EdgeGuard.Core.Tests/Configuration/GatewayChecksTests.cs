using System.Security.Cryptography;

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

    [Theory]
    [InlineData("""{ "kind": "modbusRtu", "path": "/dev/x", "rtsAfter": "2ms" }""", "g:2:58 $.buses.b.rtsAfter is of use with rs485 kernel or rts only; say rs485, or remove this")]
    [InlineData("""{ "kind": "modbusRtu", "path": "/dev/x", "rs485": "rts", "rtsAfter": "1s" }""", "g:2:86 $.buses.b.rtsAfter 1s is out of range; right is from 0ms to 100ms")]
    [InlineData("""{ "kind": "modbusRtu", "path": "/dev/x", "rs485": "rts", "rtsBefore": "0.5ms" }""", "g:2:87 $.buses.b.rtsBefore must be whole milliseconds, for example 2ms")]
    [InlineData("""{ "kind": "modbusRtu", "path": "/dev/x", "rs485": true }""", "g:2:67 $.buses.b.rs485 true is not possible here; possible: none, kernel, rts")]
    public void A_direction_of_an_RS_485_driver_that_cannot_be_is_told(string bus, string message) =>
        Assert.Equal([message], With($"\"buses\": {{ \"b\": {bus} }}"));

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
    public void The_platforms_keys_are_read_from_PEM_and_from_base64()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = key.ExportSubjectPublicKeyInfoPem().Replace("\n", "\\n", StringComparison.Ordinal);
        string bare = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

        Assert.Empty(With($$"""
            "mqtt": { "broker": "mqtt://h", "settle": "platform", "platformKeys": [
              { "id": "noc1", "publicKey": "{{pem}}", "may": ["ack", "sync"] }, { "id": "noc2", "publicKey": "{{bare}}", "may": ["sync"] } ] }
            """));
    }

    [Fact]
    public void Keys_that_cannot_be_used_are_told_with_what_would_be_right()
    {
        using var good = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string Spki(ECDsa key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        string secret = good.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal);
        const string unreadable =
            "the public key cannot be read; right is PEM (-----BEGIN PUBLIC KEY-----) or its base64, as openssl pkey -pubout writes it";

        Assert.Equal(
            [
                "g:3:27 $.mqtt.platformKeys[0].publicKey the key is on another curve than P-256",
                "g:4:27 $.mqtt.platformKeys[1].publicKey this is a private key; only the public one stands here, the private one stays with the platform",
                $"g:5:27 $.mqtt.platformKeys[2].publicKey {unreadable}",
                $"g:6:27 $.mqtt.platformKeys[3].publicKey {unreadable}",
                "g:7:9 $.mqtt.platformKeys[4].id there is a key \"A\" already; every key has a name of its own",
                "g:8:13 $.mqtt.settle where the platform settles, at least one of platformKeys must have the right ack",
            ],
            With($$"""
                "mqtt": { "broker": "mqtt://h", "platformKeys": [
                { "id": "a", "publicKey": "{{Spki(large)}}", "may": ["sync"] },
                { "id": "b", "publicKey": "{{secret}}", "may": ["sync"] },
                { "id": "c", "publicKey": "AAAA", "may": ["sync"] },
                { "id": "d", "publicKey": "no key", "may": ["sync"] },
                { "id": "A", "publicKey": "{{Spki(good)}}", "may": ["sync"] } ],
                  "settle": "platform" }
                """));
    }

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
