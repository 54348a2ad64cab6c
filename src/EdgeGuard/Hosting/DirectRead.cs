using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Polls one configured device once, for <c>edgeguard read</c> while no daemon runs.</summary>
internal sealed class DirectRead(IBoard board, TimeProvider time)
{
    /// <summary>Nobody waits for the bus: what a device refuses is found out at once.</summary>
    private const int ExtraRequests = 200;

    /// <summary>The device and its points, or why there are none.</summary>
    public async Task<(IReadOnlyList<PointReport>? Points, DeviceReport? Device, Words? Error)> ReadAsync(
        string configFolder, string device, CancellationToken cancellationToken)
    {
        var hardware = new Hardware(configFolder);
        GatewayConfiguration configuration = GatewayConfiguration.Read(configFolder, hardware);
        if (!configuration.Accepted)
            return (null, null, Refused(configFolder, configuration));
        if (configuration.Devices.FirstOrDefault(d => d.Id == device) is not { } found)
            return (null, null, NoSuch(device, configuration));

        GatewayConfig gateway = configuration.Gateway;
        GatewayModel model = ModelBuilder.Build([DeviceSpecs.Of(found, hardware)], RuleSet.Plain(), gateway.Gateway.Language, gateway.Telemetry);
        IReadOnlyList<Bus> buses = new BusBuilder(board, hardware, time, time) { ExtraRequests = ExtraRequests }.Build(gateway, [found], model);
        await using Bus bus = buses[0];
        var clock = new BootTime(0, time);
        PollBatch batch = bus.Devices[0].Batch;
        batch.Begin(clock.Now);
        // A serial line or a chip blocks the thread it is read on.
        await Task.Run(() => bus.Devices[0].Source.ReadAsync(batch, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        if (batch.Failed)
            return (null, null, new Words($"设备“{device}”没有应答：{batch.Detail}", $"Device '{device}' does not answer: {batch.Detail}"));
        DeviceModel read = bus.Devices[0].Device;
        DeviceReport report = new DeviceReport(read.Id, read.Name, "ok", batch.Detail).With(batch.Facts, model.Points, null, clock.Now);
        return (Report(batch, model.Points, clock.Now), report, null);
    }

    private static List<PointReport> Report(PollBatch batch, PointTable points, MonotonicTime now)
    {
        var latest = new Dictionary<PointId, Reading>();
        foreach (Reading reading in batch.Readings)
            latest[reading.Point] = reading;
        var reports = new List<PointReport>();
        foreach (PointId point in batch.Points)
        {
            Reading reading = latest.TryGetValue(point, out Reading read) ? read : Reading.Bad(point, QualityReason.NotConfigured, now);
            double? good = reading.Quality == Quality.Good ? reading.Value : null;
            reports.Add(PointReport.Of(points[point], reading, good, now));
        }

        return reports;
    }

    internal static Words Refused(string folder, GatewayConfiguration configuration)
    {
        ConfigError first = configuration.Errors.First(e => e.Severity == Severity.Error);
        return new Words(
            $"没有运行中的 edgeguard，而 {folder} 中的配置有错误：{first.In(Language.Zh)}。用 edgeguard check 查看全部。",
            $"No edgeguard is running, and the configuration in {folder} has errors: {first.In(Language.En)}. See edgeguard check for all.");
    }

    private static Words NoSuch(string device, GatewayConfiguration configuration)
    {
        string names = string.Join(", ", configuration.Devices.Select(d => d.Id));
        return new Words($"没有名为“{device}”的设备。有：{names}", $"There is no device named '{device}'. There are: {names}");
    }
}
