using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Tells what the related points of an alarm did from 5 minutes before its onset to 5 after, from the telemetry that the store keeps: every
/// change beyond its deadband, to the millisecond; and from the journal what became of the alarm and who did what.
/// </summary>
/// <param name="zone">Of the room.</param>
internal sealed class BlackBox(GatewayModel model, GatewayStore store, ClockMap clocks, TimeZoneInfo zone)
{
    /// <summary>A slow poll may be judged this long after it began, and is told in a later message then [our default].</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(10);

    /// <summary>Answers the request <c>trace</c>; reads the disk.</summary>
    /// <param name="standing">The occurrence, when it stands; null: look among those that ended.</param>
    public ControlAnswer Answer(uint serial, AlarmOccurrence? standing)
    {
        try
        {
            if ((standing ?? store.Ended(serial)) is not { } alarm)
            {
                return Failed(
                    $"没有流水号为 {AlarmBody.Serial(serial)} 的告警：既不在当前告警中，也不在最近结束的 1000 条中。",
                    $"No alarm has the serial {AlarmBody.Serial(serial)}: none that stands, and none of the last 1000 that ended.");
            }

            return new ControlAnswer { Last = true, Trace = Read(alarm) };
        }
        catch (OutboxFaultException e)
        {
            return Failed($"存储无法读取：{e.Message}", $"The store cannot be read: {e.Message}");
        }
    }

    /// <exception cref="OutboxFaultException">The store cannot be read.</exception>
    public TraceReport Read(AlarmOccurrence alarm)
    {
        var span = new TraceSpan(alarm.Onset, clocks);
        var gather = new TraceGather(alarm, span, model);
        foreach (OutboxMessage message in store.History(Told(span.From), span.To + s_late))
            TryTake(gather, message.Content);
        var events = new TraceEvents(alarm, store, new RoomClock(clocks, zone));
        IReadOnlyList<TraceEvent> told = events.Read(span.From, TimeSpan.FromSeconds(TraceSpan.Side));
        return new TraceReport(
            AlarmBody.Serial(alarm.Serial),
            alarm.Key,
            alarm.Label,
            alarm.Level,
            Local(alarm.Onset),
            span.Sync,
            Local(alarm.Began),
            alarm.Ended is { } ended ? Local(ended) : null,
            Math.Clamp(gather.Known, -TraceSpan.Side, TraceSpan.Side),
            gather.Cut,
            gather.Points,
            gather.Readings())
        {
            Events = told,
            EventsCut = events.Cut,
        };
    }

    /// <summary>From then on every point was told once before the span begins.</summary>
    private MonotonicTime Told(MonotonicTime begin)
    {
        TimeSpan since = begin.SinceBoot - model.Telemetry!.Refresh - model.Telemetry.Interval;
        return begin with { SinceBoot = since > TimeSpan.Zero ? since : TimeSpan.Zero };
    }

    private static void TryTake(TraceGather gather, MessageDraft message)
    {
        try
        {
            gather.Take(message);
        }
        catch (JsonException)
        {
            // A message that cannot be read tells nothing; the ones around it do.
        }
    }

    private DateTimeOffset Local(MonotonicTime time) => TimeZoneInfo.ConvertTime(clocks.Resolve(time).Utc, zone);

    private static ControlAnswer Failed(string zh, string en) => new() { Last = true, Exit = 1, Message = new Words(zh, en) };
}
