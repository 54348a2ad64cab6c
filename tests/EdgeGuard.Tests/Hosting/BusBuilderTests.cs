using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Modbus;

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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bus_can_be_written_only_where_an_armed_operation_is_on_it(bool armed)
    {
        var hardware = new Hardware(null);
        DeviceConfig[] devices =
        [
            new() { Id = "a", Bus = "tcp://127.0.0.1:9", Profile = "xy-md02" },
            new() { Id = "b", Bus = "tcp://127.0.0.1:10", Profile = "xy-md02" },
        ];
        var gateway = new GatewayConfig
        {
            Gateway = new GatewaySection("g", "s"),
            Outputs = new OutputsConfig
            {
                Armed = armed,
                Operations = [new() { Id = "fan", Bus = "tcp://127.0.0.1:9", Unit = 1, Coil = 0 }, new() { Id = "lamp", Bus = "tcp://127.0.0.1:11", Unit = 1, Coil = 0 }],
            },
        };
        GatewayModel model = ModelBuilder.Build([.. devices.Select(d => DeviceSpecs.Of(d, hardware))], RuleSet.Plain(), Language.En, new TelemetryConfig());

        IReadOnlyList<Bus> buses = new BusBuilder(new LinuxBoard(), hardware, TimeProvider.System, TimeProvider.System).Build(gateway, devices, model);

        Assert.Equal(armed ? [["fan"], [], ["lamp"]] : (string[][])[[], []], buses.Select(b => b.Outputs.Keys.ToArray()));
        foreach (Bus bus in buses)
        {
            Exception refusal = await Assert.ThrowsAnyAsync<Exception>(
                async () => await bus.Client!.WriteAsync(1, ModbusWrite.Coil(0, true), TestContext.Current.CancellationToken));
            // Where it may write it finds nobody there; where not, it does not even look.
            Assert.Equal(bus.Outputs.Count > 0 ? typeof(ModbusException) : typeof(InvalidOperationException), refusal.GetType());
            await bus.DisposeAsync();
        }
    }
}
