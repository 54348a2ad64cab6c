using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Puts the status together, on the pipeline's thread.</summary>
internal sealed class GatewayStatus(
    GatewayStart start,
    IReadOnlyList<PolledDevice> polled,
    AlarmReporter alarms,
    Func<ClockSync> sync,
    Func<LinkState?> link,
    Func<string?> storeFault,
    Func<StoreFigures> store,
    RoomClock room)
{
    private readonly Dictionary<string, PolledDevice> _polled = polled.ToDictionary(d => d.Device.Id, StringComparer.Ordinal);

    public static string Version { get; } = typeof(GatewayStatus).Assembly.GetName().Version?.ToString(3) ?? "0";

    public StatusReport Report(GatewayPipeline pipeline)
    {
        List<AlarmState> standing = [.. pipeline.Standing().Select(a => a.State)];
        return new StatusReport(
            start.Configuration.Gateway.Gateway.Id,
            start.Configuration.Gateway.Gateway.Site,
            Version,
            start.Store.Boot,
            start.Clock.Now.SinceBoot.TotalSeconds,
            start.Configuration.Hash,
            start.Refused,
            sync(),
            [.. start.Model.Devices.Select(d => Report(d, pipeline))],
            start.Model.Points.Count,
            Counts(standing),
            link() is { } state ? Report(state) : null,
            start.Store.Stats with { Fault = storeFault() ?? start.Store.Stats.Fault })
        {
            Figures = Figures(pipeline.Metrics),
            FailedRules = [.. pipeline.FailedRules],
            Maintenance = alarms.Windows(pipeline),
            StoreFigures = store(),
            StoreNotices = [.. start.Store.Notices.Select(static notice => notice.Text)],
        };
    }

    private static AlarmCounts Counts(List<AlarmState> standing)
    {
        return new AlarmCounts(Count(1), Count(2), Count(3), Count(4), standing.Count(s => s.Annunciated && !s.Acked))
        {
            Shelved = standing.Count(s => s.Letter == AlarmLetter.G),
            Suppressed = standing.Count(s => s.Letter == AlarmLetter.H),
            OutOfService = standing.Count(s => s.Letter == AlarmLetter.I),
        };

        int Count(int level) => standing.Count(s => s.Annunciated && s.Level == level);
    }

    private static AlarmFigures Figures(AlarmMetrics metrics) => new(
        (int)metrics["alarmRate"],
        metrics.InFlood,
        metrics["alarmFloodShare"],
        (int)metrics["alarmChattering"],
        (int)metrics["alarmStanding"],
        metrics["alarmTop10Share"]);

    public DeviceReport Report(DeviceModel device, GatewayPipeline pipeline)
    {
        string state = pipeline.IsSilent(device.Index) switch { true => "silent", false => "ok", null => "unknown" };
        var report = new DeviceReport(device.Id, device.Name, state, pipeline.DetailOf(device.Index));
        return _polled.TryGetValue(device.Id, out PolledDevice? found)
            ? report.With(found.Batch.Facts, start.Model.Points, room, start.Clock.Now) with { Answers = AnswersReport.Of(found, start.Clock.Now.SinceBoot) }
            : report;
    }

    private static LinkReport Report(LinkState state) => new(
        state.Broker,
        state.Connected,
        state.For.TotalSeconds,
        state.Protocol ?? "",
        state.Error,
        state.Counters.Published,
        state.Counters.Rejected)
    {
        RefusedInbound = state.RefusedInbound,
    };
}
