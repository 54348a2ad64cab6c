using System.Globalization;
using System.Runtime.CompilerServices;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Answers what the CLI asks, from the pipeline's own thread, so that every answer is of one moment.</summary>
internal sealed class GatewayControl(
    GatewayModel model,
    PipelineInbox inbox,
    BootTime clock,
    AlarmReporter alarms,
    AlarmActions actions,
    Func<string, CancellationToken, Task<bool>> pollNow,
    Func<GatewayPipeline, StatusReport> status,
    Func<DeviceModel, GatewayPipeline, DeviceReport> deviceReport,
    BlackBox blackBox,
    PointHistory history,
    JournalDesk journal,
    OperationDesk operations,
    ScanDesk scans)
{
    /// <summary>The answer to any request; that of some has many parts.</summary>
    public IAsyncEnumerable<ControlAnswer> AnswersAsync(ControlRequest request, string user, CancellationToken cancellationToken) =>
        request.Verb switch
        {
            "history" => history.AnswersAsync(request, cancellationToken),
            "scan" or "raw" => scans.AnswersAsync(request, cancellationToken),
            _ => WholeAsync(request, user, cancellationToken),
        };

    /// <summary>The answer to a request that has only one.</summary>
    public async Task<ControlAnswer> AnswerAsync(ControlRequest request, string user, CancellationToken cancellationToken)
    {
        switch (request.Verb)
        {
            case "status":
                return Done(new ControlAnswer { Status = await inbox.AskAsync(null, (p, _) => status(p), cancellationToken).ConfigureAwait(false) });
            case "points":
                return await PointsAsync(request, cancellationToken).ConfigureAwait(false);
            case "alarms":
                return await inbox.AskAsync(
                    null, (p, _) => Done(new ControlAnswer { Alarms = alarms.Standing(p), Windows = alarms.Windows(p) }), cancellationToken).ConfigureAwait(false);
            case "ack" or "shelve" or "unshelve" or "service" or "maintenance":
                return await actions.AnswerAsync(request, user, cancellationToken).ConfigureAwait(false);
            case "operate":
                return await operations.AnswerAsync(request, user, cancellationToken).ConfigureAwait(false);
            case "explain":
                return await ExplainAsync(request, cancellationToken).ConfigureAwait(false);
            case "trace":
                return await TraceAsync(request, cancellationToken).ConfigureAwait(false);
            case "journal":
                return await Task.Run(() => journal.Answer(request), cancellationToken).ConfigureAwait(false);
            default:
                return ControlAnswer.Said(2, $"不认识的请求“{request.Verb}”。", $"There is no request named '{request.Verb}'.");
        }
    }

    private async IAsyncEnumerable<ControlAnswer> WholeAsync(ControlRequest request, string user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await AnswerAsync(request, user, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ControlAnswer> PointsAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        if (request.Device is { } device)
        {
            if (model.Devices.All(d => d.Id != device))
                return ControlAnswer.Said(1, $"没有名为“{device}”的设备。用 edgeguard status 查看设备。", $"There is no device named '{device}'. See edgeguard status for the devices.");
            if (request.Fresh)
                await pollNow(device, cancellationToken).ConfigureAwait(false);
        }

        DeviceModel? asked = model.Devices.FirstOrDefault(d => d.Id == request.Device);
        return await inbox.AskAsync(
            null,
            (p, _) => Done(new ControlAnswer { Points = Points(p, request.Device), Device = asked is null ? null : deviceReport(asked, p) }),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<ControlAnswer> ExplainAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        if (!model.Points.TryFind(request.Point ?? "", out PointInfo? point))
            return ControlAnswer.Said(1, $"没有名为“{request.Point}”的测点。", $"There is no point named '{request.Point}'.");
        return Done(new ControlAnswer { Explain = await inbox.AskAsync(null, (p, _) => Explanations.Of(p, point, clock.Now), cancellationToken).ConfigureAwait(false) });
    }

    private async Task<ControlAnswer> TraceAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        if (!TrySerial(request, out uint serial))
            return NoSerial();
        AlarmOccurrence? standing = await inbox.AskAsync(null, (p, _) => Standing(p, serial), cancellationToken).ConfigureAwait(false);
        // Not on the pipeline's thread: history is read from the disk.
        return await Task.Run(() => blackBox.Answer(serial, standing), cancellationToken).ConfigureAwait(false);
    }

    private static AlarmOccurrence? Standing(GatewayPipeline pipeline, uint serial) =>
        pipeline.Standing().Where(a => a.State.Serial == serial).Select(a => AlarmOccurrence.Of(a.Alarm, a.State)).FirstOrDefault();

    private static bool TrySerial(ControlRequest request, out uint serial) =>
        uint.TryParse(request.Serial, NumberStyles.None, CultureInfo.InvariantCulture, out serial);

    private static ControlAnswer NoSerial() => ControlAnswer.Said(2, "流水号应为最多 10 位数字。", "A serial is a number of up to 10 digits.");

    /// <summary>The latest of every point, or of one device's.</summary>
    public IReadOnlyList<PointReport> Points(GatewayPipeline pipeline, string? device)
    {
        MonotonicTime now = clock.Now;
        return [.. model.Points.All.Where(p => device is null || p.Device == device).Select(p => PointReport.Of(p, pipeline[p.Id].Latest, pipeline[p.Id].LastGood, now))];
    }

    private static ControlAnswer Done(ControlAnswer answer) => answer with { Last = true };
}
