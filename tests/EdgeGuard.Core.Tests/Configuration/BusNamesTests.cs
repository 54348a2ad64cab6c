using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Core.Tests.Configuration;

public class BusNamesTests
{
    private static readonly GatewayConfig s_gateway = Sample.Reader.ReadGateway("g", Sample.Utf8(Sample.Gateway)).Value!;

    private static DeviceConfig Device(string id, string bus) => new() { Id = id, Bus = bus };

    [Fact]
    public void Devices_share_a_name_exactly_when_they_share_the_physical_bus()
    {
        IReadOnlyDictionary<string, string> names = BusNames.Of(
            [Device("a", "rs485"), Device("b", "tcp://10.0.0.7:1502"), Device("c", "plant"), Device("d", "tcp://10.0.0.9"), Device("e", "rs485"), Device("f", "tcp://10-0-0-9")],
            s_gateway);

        Assert.Equal(["rs485", "plant", "plant", "tcp-10-0-0-9", "rs485", "tcp-10-0-0-9-2"], names.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => n.Value));
    }

    [Fact]
    public void A_device_without_a_good_bus_has_none() => Assert.Empty(BusNames.Of([Device("a", "rs486"), Device("b", "tcp://")], s_gateway));

    [Fact]
    public void A_rule_of_the_site_may_name_a_bus_s_point()
    {
        const string Rule = "{ \"rules\": [{ \"id\": \"a\", \"type\": \"digital\", \"point\": \"gateway.bus-NAME\", \"label\": { \"zh\": \"x\", \"en\": \"x\" } }] }";

        Assert.Empty(Sample.CheckRules(Rule.Replace("NAME", "rs485", StringComparison.Ordinal)));
        Assert.Single(Sample.CheckRules(Rule.Replace("NAME", "server", StringComparison.Ordinal)));
    }
}
