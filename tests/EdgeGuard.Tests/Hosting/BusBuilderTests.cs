using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class BusBuilderTests
{
    [Fact]
    public async Task A_slow_device_that_takes_its_whole_time_for_every_request_is_not_taken_for_a_bus_that_hangs()
    {
        var hardware = new Hardware(null);
        var device = new DeviceConfig { Id = "ups1", Bus = "tcp://127.0.0.1", Profile = "huawei-ups2000", Timeout = TimeSpan.FromSeconds(5) };
        GatewayModel model = ModelBuilder.Build([DeviceSpecs.Of(device, hardware)], RuleSet.Plain(), Language.En, new TelemetryConfig());
        int requests = ReadPlan.Build(hardware.Profile(device.Profile)!).Blocks.Count;

        await using Bus bus = Assert.Single(new BusBuilder(new LinuxBoard(), hardware, TimeProvider.System, TimeProvider.System)
            .Build(new GatewayConfig { Gateway = new GatewaySection("g", "s") }, [device], model));

        Assert.True(requests > 1);
        Assert.True(bus.LongestPoll > requests * TimeSpan.FromSeconds(5), $"{bus.LongestPoll} for {requests} requests");
    }
}
