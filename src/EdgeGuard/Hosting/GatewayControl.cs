using System.Globalization;
using EdgeGuard.Core.Alarms;
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
    ClockMap clocks,
    Func<string, CancellationToken, Task<bool>> pollNow,
    Func<GatewayPipeline, StatusReport> status)
{
    public async Task<ControlAnswer> AnswerAsync(ControlRequest request, string user, CancellationToken cancellationToken)
    {
        switch (request.Verb)
        {
            case "status":
                return Done(new ControlAnswer { Status = await inbox.AskAsync(null, (p, _) => status(p), cancellationToken).ConfigureAwait(false) });
            case "points":
                return await PointsAsync(request, cancellationToken).ConfigureAwait(false);
            case "alarms":
                return Done(new ControlAnswer { Alarms = await inbox.AskAsync(null, (p, _) => Alarms(p), cancellationToken).ConfigureAwait(false) });
            case "ack":
                return await AckAsync(request, user, cancellationToken).ConfigureAwait(false);
            case "explain":
                return await ExplainAsync(request, cancellationToken).ConfigureAwait(false);
            default:
                return Failed(2, $"不认识的请求“{request.Verb}”。", $"There is no request named '{request.Verb}'.");
        }
    }

    private async Task<ControlAnswer> PointsAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        if (request.Device is { } device)
        {
            if (model.Devices.All(d => d.Id != device))
                return Failed(1, $"没有名为“{device}”的设备。用 edgeguard status 查看设备。", $"There is no device named '{device}'. See edgeguard status for the devices.");
            if (request.Fresh)
                await pollNow(device, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<PointReport> points = await inbox.AskAsync(null, (p, _) => Points(p, request.Device), cancellationToken).ConfigureAwait(false);
        return Done(new ControlAnswer { Points = points });
    }

    private async Task<ControlAnswer> AckAsync(ControlRequest request, string user, CancellationToken cancellationToken)
    {
        if (!uint.TryParse(request.Serial, NumberStyles.None, CultureInfo.InvariantCulture, out uint serial))
            return Failed(2, "流水号应为最多 10 位数字。", "A serial is a number of up to 10 digits.");
        var input = new AckInput(clock.Now, serial, request.Number, user, request.Reset);
        AckResult? result = await inbox.AskAsync(input, (_, output) => output!.Ack, cancellationToken).ConfigureAwait(false);
        return result switch
        {
            AckResult.Done => Done(new ControlAnswer { Message = new Words($"已处理 {AlarmBody.Serial(serial)}。", $"Done: {AlarmBody.Serial(serial)}.") }),
            AckResult.Already => Done(new ControlAnswer { Message = new Words("此前已处理，无变化。", "It already was; nothing changed.") }),
            AckResult.Stale => Failed(1, "确认的是较早的状态：告警已升级或已是新的一次。请先查看 edgeguard alarms。", "That names an earlier state: the alarm has risen since, or is another occurrence. See edgeguard alarms first."),
            AckResult.Refused => Failed(4, "告警仍在活动或尚未确认，不能复位。", "The alarm is still active or not acknowledged; it cannot be reset."),
            _ => Failed(1, $"没有流水号为 {AlarmBody.Serial(serial)} 的告警。", $"No alarm has the serial {AlarmBody.Serial(serial)}."),
        };
    }

    private async Task<ControlAnswer> ExplainAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        if (!model.Points.TryFind(request.Point ?? "", out PointInfo? point))
            return Failed(1, $"没有名为“{request.Point}”的测点。", $"There is no point named '{request.Point}'.");
        return Done(new ControlAnswer { Explain = await inbox.AskAsync(null, (p, _) => Explanations.Of(p, point, clock.Now), cancellationToken).ConfigureAwait(false) });
    }

    /// <summary>The latest of every point, or of one device's.</summary>
    public IReadOnlyList<PointReport> Points(GatewayPipeline pipeline, string? device)
    {
        MonotonicTime now = clock.Now;
        return [.. model.Points.All.Where(p => device is null || p.Device == device).Select(p => PointReport.Of(p, pipeline[p.Id].Latest, pipeline[p.Id].LastGood, now))];
    }

    public IReadOnlyList<AlarmReport> Alarms(GatewayPipeline pipeline)
    {
        MonotonicTime now = clock.Now;
        return [.. pipeline.Standing().OrderBy(a => a.State.Level).ThenBy(a => a.State.Serial).Select(a => Report(a.Alarm, a.State, now))];
    }

    private AlarmReport Report(AlarmDefinition alarm, AlarmState state, MonotonicTime now)
    {
        (DateTimeOffset raised, ClockSync sync) = clocks.Resolve(state.RaisedAt);
        return new AlarmReport(
            AlarmBody.Serial(state.Serial),
            state.Number,
            state.Letter.ToString(),
            state.Level,
            alarm.Key,
            alarm.Point.Device,
            alarm.Point.Name,
            alarm.Rule.Label,
            alarm.Rule.Stages[state.Stage].Name,
            state.Value,
            state.Limit,
            alarm.Point.Unit.Name(),
            MessageJson.Name(state.Quality),
            raised,
            sync,
            Math.Max(0, (clocks.Resolve(now).Utc - raised).TotalSeconds),
            state.AckedBy);
    }

    private static ControlAnswer Done(ControlAnswer answer) => answer with { Last = true };

    private static ControlAnswer Failed(int exit, string zh, string en) => new() { Last = true, Exit = exit, Message = new Words(zh, en) };
}
