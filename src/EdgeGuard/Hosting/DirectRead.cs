using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Polls one configured device once, for a technician in a room whose daemon does not run.</summary>
internal static class DirectRead
{
    public static async Task<(IReadOnlyList<PointReport>? Points, Words? Error)> ReadAsync(
        string configFolder, string device, CancellationToken cancellationToken)
    {
        var hardware = new Hardware(configFolder);
        GatewayConfiguration configuration = GatewayConfiguration.Read(configFolder, hardware);
        if (!configuration.Accepted)
            return (null, new Words("配置有错误，请先运行 edgeguard check。", "The configuration has errors; run edgeguard check first."));
        if (configuration.Devices.FirstOrDefault(d => d.Id == device) is not { } chosen)
            return (null, new Words($"配置中没有设备“{device}”。", $"The configuration has no device '{device}'."));

        GatewayModel model = ModelBuilder.Build([DeviceSpecs.Of(chosen, hardware)], [], Language.En, new TelemetryConfig());
        IReadOnlyList<Bus> buses = new BusBuilder(new LinuxBoard(), hardware, TimeProvider.System, TimeProvider.System)
            .Build(configuration.Gateway, [chosen], model);
        await using Bus bus = buses[0];
        PolledDevice polled = bus.Devices[0];
        polled.Batch.Begin(new BootTime(1, TimeProvider.System).Now);
        await Task.Run(() => polled.Source.ReadAsync(polled.Batch, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        if (polled.Batch.Failed)
            return (null, new Words($"设备“{device}”没有回答：{polled.Batch.Detail}", $"Device '{device}' does not answer: {polled.Batch.Detail}"));
        return (Report(polled.Batch.ReadingMemory, model.Points), null);
    }

    private static List<PointReport> Report(ReadOnlyMemory<Reading> readings, PointTable points)
    {
        var reports = new List<PointReport>();
        foreach (Reading reading in readings.Span)
            reports.Add(GatewayControl.Report(points[reading.Point], new PointState(reading, null, null), reading.At));
        return reports;
    }
}
