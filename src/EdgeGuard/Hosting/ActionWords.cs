using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What became of a person's word on an alarm: what, why, and what to do; with the exit code of the CLI.</summary>
internal static class ActionWords
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Usage = 2;
    private const int Refused = 4;

    public static ControlAnswer OfAck(AckResult result, uint serial)
    {
        string told = AlarmBody.Serial(serial);
        return result switch
        {
            AckResult.Done => Say(Done, $"已处理 {told}。", $"Done: {told}."),
            AckResult.Already => Say(Done, "此前已处理，无变化。", "It already was; nothing changed."),
            AckResult.Stale => Say(
                Failed,
                "确认的是较早的状态：告警已升级或已是新的一次。请先查看 edgeguard alarms。",
                "That names an earlier state: the alarm has risen since, or is another occurrence. See edgeguard alarms first."),
            AckResult.Refused => Say(Refused, "告警仍在活动或尚未确认，不能复位。", "The alarm is still active or not acknowledged; it cannot be reset."),
            _ => Say(Failed, $"没有流水号为 {told} 的告警。", $"No alarm has the serial {told}."),
        };
    }

    /// <param name="left">How much longer it may be shelved.</param>
    public static ControlAnswer OfShelve(AckResult result, AlarmReport alarm, TimeSpan left) => result switch
    {
        AckResult.Done => Say(
            Done,
            $"已搁置 {Named(alarm).Zh}{Span(alarm.Shelved!).Zh}：不再告知，判断照常。到期自动恢复；提前恢复用 edgeguard unshelve {alarm.Key}",
            $"Shelved {Named(alarm).En}{Span(alarm.Shelved!).En}: not announced, judged all the same. It comes back by itself; earlier with edgeguard unshelve {alarm.Key}"),
        AckResult.NotShelvable => Say(
            Refused,
            $"不能搁置 {Named(alarm).Zh}：此类告警（烟雾、水浸、低压下电等）任何人都不得静默。请确认它；若是传感器故障，用 edgeguard service out {alarm.Key} 停用。",
            $"{Named(alarm).En} cannot be shelved: nobody may silence an alarm of this kind (smoke, water, low-voltage disconnection). Acknowledge it; if its sensor is defective, take it out: edgeguard service out {alarm.Key}"),
        AckResult.NeedsSecondPerson => Say(
            Refused,
            $"不能搁置 {Named(alarm).Zh}：一级告警需要第二人同意，而本机尚不能核实第二人。请确认它；若是传感器故障，用 edgeguard service out {alarm.Key} 停用。",
            $"{Named(alarm).En} cannot be shelved: level 1 needs the word of a second person, which cannot be given here yet. Acknowledge it; if its sensor is defective, take it out: edgeguard service out {alarm.Key}"),
        AckResult.TooLong => TooLong(alarm, left),
        _ => Incomplete(),
    };

    public static ControlAnswer OfUnshelve(AckResult result, AlarmReport alarm) => result == AckResult.Done
        ? Say(Done, $"已取消搁置 {Named(alarm).Zh}；{Now(alarm).Zh}。", $"Unshelved {Named(alarm).En}; {Now(alarm).En}.")
        : Say(Done, $"{Named(alarm).Zh} 没有被搁置，无变化。", $"{Named(alarm).En} is not shelved; nothing changed.");

    public static ControlAnswer OfOut(AckResult result, AlarmReport alarm) => result switch
    {
        AckResult.Done => Say(
            Done,
            $"已停用 {Named(alarm).Zh}{Span(alarm.OutOfService!).Zh}：不再告知，判断照常。恢复使用：edgeguard service in {alarm.Key}",
            $"Took {Named(alarm).En} out of service{Span(alarm.OutOfService!).En}: not announced, judged all the same. Put it back with edgeguard service in {alarm.Key}"),
        AckResult.Already => Say(
            Done,
            $"{Named(alarm).Zh} 已由 {alarm.OutOfService!.By} 停用{Span(alarm.OutOfService).Zh}（{alarm.OutOfService.Why}），无变化。要改期限，先 edgeguard service in {alarm.Key}",
            $"{Named(alarm).En} was taken out of service by {alarm.OutOfService!.By}{Span(alarm.OutOfService).En} ({alarm.OutOfService.Why}); nothing changed. For another end first edgeguard service in {alarm.Key}"),
        AckResult.TooLong => Say(Usage, "停用时间必须大于 0；不给 --for 则直到人工恢复。", "The time out of service must be more than 0; without --for it lasts until a person ends it."),
        _ => Incomplete(),
    };

    public static ControlAnswer OfIn(AckResult result, AlarmReport alarm) => result == AckResult.Done
        ? Say(Done, $"已恢复使用 {Named(alarm).Zh}；{Now(alarm).Zh}。", $"{Named(alarm).En} is back in service; {Now(alarm).En}.")
        : Say(Done, $"{Named(alarm).Zh} 没有停用，无变化。", $"{Named(alarm).En} is in service; nothing changed.");

    public static ControlAnswer OfMaintenanceOn(AckResult result, string? device, WindowReport? window, TimeSpan longest)
    {
        (string zh, string en) = Device(device);
        return result switch
        {
            AckResult.Done => Say(
                Done,
                $"{zh}维护中{Until(window!.Until, window.LeftSeconds).Zh}：其告警照常判断并列出，但不告知；不得静默的（烟雾、水浸等）照常告知。结束：edgeguard maintenance off{Option(device)}",
                $"Maintenance of {en}{Until(window!.Until, window.LeftSeconds).En}: its alarms are judged and listed, not announced; those that nobody may silence (smoke, water) still are. End it with edgeguard maintenance off{Option(device)}"),
            AckResult.TooLong => Say(
                Refused,
                $"维护窗口最长 {Lasted(longest).Zh}，且必须大于 0。请缩短 --for；需要时到期前再延长。",
                $"A maintenance window lasts {Lasted(longest).En} at most, and more than 0. Give a shorter --for, and extend it before its end if need be."),
            AckResult.Unknown => NoSuchDevice(device ?? "", null),
            _ => Incomplete(),
        };
    }

    public static ControlAnswer OfMaintenanceOff(AckResult result, string? device)
    {
        (string zh, string en) = Device(device);
        return result == AckResult.Done
            ? Say(Done, $"{zh}维护结束；仍在活动的告警重新告知。", $"Maintenance of {en} has ended; what is still active is announced again.")
            : Say(Done, $"{zh}没有维护窗口，无变化。", $"There is no maintenance window for {en}; nothing changed.");
    }

    public static ControlAnswer NoSuchSerial(string serial) => Say(
        Failed, $"现在没有流水号为 {serial} 的告警。见 edgeguard alarms。", $"No alarm stands under the serial {serial} now. See edgeguard alarms.");

    public static ControlAnswer NoSuchKey(string key, string? near) => near is null
        ? Say(
            Failed,
            $"没有名为“{key}”的告警。名称为 设备.测点.规则，见 edgeguard alarms 或 edgeguard rules list。",
            $"There is no alarm '{key}'. Its name is device.point.rule; see edgeguard alarms or edgeguard rules list.")
        : Say(Failed, $"没有名为“{key}”的告警。是不是 {near}？", $"There is no alarm '{key}'. Did you mean {near}?");

    public static ControlAnswer NoSuchDevice(string device, string? near) => near is null
        ? Say(Failed, $"没有名为“{device}”的设备。用 edgeguard status 查看设备。", $"There is no device named '{device}'. See edgeguard status for the devices.")
        : Say(Failed, $"没有名为“{device}”的设备。是不是 {near}？", $"There is no device named '{device}'. Did you mean {near}?");

    private static ControlAnswer TooLong(AlarmReport alarm, TimeSpan left) => left > TimeSpan.Zero
        ? Say(
            Refused,
            $"{Named(alarm).Zh} 一次告警累计最多搁置 24 小时，还可搁置 {Lasted(left).Zh}。请缩短 --for；要更久，用 edgeguard service out {alarm.Key}",
            $"{Named(alarm).En} may be shelved for 24 h in all, of which {Lasted(left).En} are left. Give a shorter --for; for longer use edgeguard service out {alarm.Key}")
        : Say(
            Refused,
            $"{Named(alarm).Zh} 已累计搁置 24 小时，不能再搁置。请处理它，或用 edgeguard service out {alarm.Key} 停用。",
            $"{Named(alarm).En} was shelved for 24 h in all and cannot be any longer. Mend it, or take it out of service: edgeguard service out {alarm.Key}");

    private static ControlAnswer Incomplete() => Say(Usage, "须写明原因：--why 文字", "Say why: --why TEXT");

    private static Words Named(AlarmReport alarm) => new($"{alarm.Key}（{alarm.Label.Zh}）", $"{alarm.Key} ({alarm.Label.En})");

    private static Words Now(AlarmReport alarm) => alarm switch
    {
        { Active: true, Announced: true } => new Words("它仍在活动，重新告知", "it is still active and is announced again"),
        { Active: true } => new Words("它仍在活动，但另有原因不告知，见 edgeguard alarms", "it is still active, and something else keeps it from sight: see edgeguard alarms"),
        _ => new Words("它现在不在活动", "it is not active now"),
    };

    private static Words Span(HidingReport hiding)
    {
        if (hiding.LeftSeconds is not { } left)
            return new Words("，直到人工恢复", " until a person puts it back");
        Words end = Until(hiding.Until, left);
        return hiding.Once ? new Words($"，直到它恢复，最迟{end.Zh}", $" until its condition has gone, at the latest{end.En}") : end;
    }

    private static Words Until(DateTimeOffset? until, double left)
    {
        Words lasted = Lasted(TimeSpan.FromSeconds(Math.Round(left)));
        return until is { } end
            ? new Words(FormattableString.Invariant($"至 {end:MM-dd HH:mm}（{lasted.Zh}）"), FormattableString.Invariant($" until {end:MM-dd HH:mm} ({lasted.En})"))
            : new Words($" {lasted.Zh}", $" for {lasted.En}");
    }

    private static Words Lasted(TimeSpan span) => new(AlarmText.Lasted(span, Language.Zh), AlarmText.Lasted(span, Language.En));

    private static (string Zh, string En) Device(string? device) => device is null ? ("机房", "the room") : ($"设备 {device} ", $"device {device}");

    private static string Option(string? device) => device is null ? "" : $" {device}";

    private static ControlAnswer Say(int exit, string zh, string en) => ControlAnswer.Said(exit, zh, en);
}
