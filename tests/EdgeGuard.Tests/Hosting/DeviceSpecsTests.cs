using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class DeviceSpecsTests
{
    private static readonly Hardware Shipped = new(null);

    private static readonly DeviceConfig Contacts = new()
    {
        Id = "c",
        Bus = "gpio",
        Sensor = "contacts",
        Contacts = new Dictionary<string, ContactConfig> { ["door"] = new() { Line = 17, Signal = "env.door" } },
    };

    /// <summary>A missed edge is found by the poll, so its interval is how late that may be.</summary>
    [Theory]
    [InlineData("contacts", 5, 1)]
    [InlineData("mcp23017", 60, 1)]
    [InlineData("contacts", 0.2, 0.2)]
    public void Contacts_are_looked_at_once_a_second_at_least(string sensor, double configured, double polled)
    {
        DeviceSpec spec = DeviceSpecs.Of(Contacts with { Sensor = sensor, Poll = TimeSpan.FromSeconds(configured) }, Shipped);

        Assert.Equal(TimeSpan.FromSeconds(polled), spec.Poll);
    }

    [Fact]
    public void A_chip_is_asked_no_more_often_than_its_file_says() => Assert.Equal(
        TimeSpan.FromSeconds(30),
        DeviceSpecs.Of(new DeviceConfig { Id = "t", Bus = "i2c", Sensor = "mcp9808", Poll = TimeSpan.FromSeconds(30) }, Shipped).Poll);

    [Fact]
    public void A_point_has_the_signal_that_its_file_gives_it()
    {
        var device = new DeviceConfig
        {
            Id = "t",
            Bus = "i2c",
            Sensor = "sht4x",
            Signals = new Dictionary<string, string> { ["temperature"] = "env.rackInletTemperature" },
        };

        PointSpec[] points = [.. DeviceSpecs.Of(device, Shipped).Points];

        Assert.Equal([("temperature", "env.rackInletTemperature"), ("humidity", "env.humidity")], points.Select(p => (p.Name, p.Signal!)));
        Assert.Equal("rack inlet temperature", points[0].Label.En);
    }
}
