using System.Globalization;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What is told of a transition: the message to the platform and the line in the journal.</summary>
internal static class PipelineMessages
{
    public static MessageDraft Alarm(AlarmTransition transition, GatewayModel model)
    {
        AlarmState state = transition.State;
        bool delayed = transition.Flag == AlarmFlag.Begin && state.Onset != transition.At;
        return new MessageDraft("alarm", Lane.Alarm, "alarm", transition.At, delayed ? state.Onset : null, AlarmBody.Write(transition, model.Language, model.Origin))
        {
            ActiveKey = transition.Alarm.Key,
            Ended = state.Letter == AlarmLetter.A,
            Text = AlarmText.Of(transition, model.Place),
            Began = transition.Flag == AlarmFlag.End ? state.RaisedAt : null,
        };
    }

    public static JournalLine Unreadable(string key, MonotonicTime at, Language language) => new(
        at, "store", key, language == Language.Zh ? "保存的告警状态无法读取，重新判断" : "The stored state of this alarm cannot be read; it is judged afresh");

    public static JournalLine Journal(AlarmTransition transition, Language language)
    {
        AlarmState state = transition.State;
        string level = language == Language.Zh ? $"{"一二三四"[state.Level - 1]}级" : $"level {state.Level}";
        string by = By(transition.By);
        string? why = transition.Flag switch
        {
            AlarmFlag.Shelve => state.Shelved?.Why,
            AlarmFlag.OutOfService => state.OutOfService?.Why,
            _ => transition.Cause,
        };
        string cause = why is null ? "" : $" ({why})";
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{transition.Flag.ToString().ToUpperInvariant()} {AlarmBody.Serial(state.Serial)} {level} {AlarmBody.Describe(transition, language)}{cause}{by}");
        return new JournalLine(transition.At, "alarm", transition.Alarm.Key, text);
    }

    /// <summary>A command that was not obeyed, with who gave it.</summary>
    public static JournalLine Refusal(CommandInput command, AckResult result, Language language)
    {
        string why = (result switch
        {
            AckResult.Stale => new Words("所指为较早的状态", "it names an earlier state"),
            AckResult.NotShelvable => new Words("此告警不允许搁置", "nobody may silence it"),
            AckResult.NeedsSecondPerson => new Words("一级告警需第二人同意", "level 1 needs a second person"),
            AckResult.TooLong => new Words("超过允许的时间", "longer than is allowed"),
            AckResult.Incomplete => new Words("没有操作人或原因", "without an author or a reason"),
            _ => new Words("仍在活动或未确认", "still active or not acknowledged"),
        }).In(language);
        string what = command.What.In(language);
        return new JournalLine(
            command.At, "refused", command.Subject, (language == Language.Zh ? $"{what}被拒绝：{why}" : $"{what} refused: {why}") + By(command.By));
    }

    public static JournalLine Journal(WindowChange change, Language language)
    {
        string what = (change.Opened, language) switch
        {
            (true, Language.Zh) => "维护开始",
            (false, Language.Zh) => "维护结束",
            (true, _) => "Maintenance begins",
            _ => "Maintenance ends",
        };
        string cause = change.Cause is null ? "" : $" ({change.Cause})";
        return new JournalLine(change.At, "maintenance", change.Window.Device ?? "room", what + cause + By(change.By));
    }

    /// <summary>A wish to operate an output that was not granted.</summary>
    public static JournalLine Refusal(OperateInput wish, OperationVerdict verdict, Language language)
    {
        string what = wish.Value is { } value ? new Words($"置为 {value} ", $"Setting {value} ").In(language) : new Words("操作", "Operation ").In(language);
        string why = verdict.Why!.In(language);
        return new JournalLine(
            wish.At, "refused", wish.Operation, (language == Language.Zh ? $"{what}被拒绝：{why}" : $"{what}refused: {why}") + By(wish.By));
    }

    public static JournalLine Journal(OperatedInput result, Language language)
    {
        OutputWrite write = result.Write;
        Words cause = write.Cause switch
        {
            WriteCause.Returned => new("自动复位", "automatic return"),
            WriteCause.Interlock => new("联锁条件不再成立", "its interlock ceased to hold"),
            WriteCause.Start => new("启动时复位", "return at the start"),
            WriteCause.Stop => new("停止时复位", "return at the stop"),
            _ => new("操作", "operation"),
        };
        Words text = result.Fault is { } fault
            ? new($"置为 {write.Value} 失败（{cause.Zh}）：{fault.Zh}", $"setting {write.Value} failed ({cause.En}): {fault.En}")
            : new($"置为 {write.Value}，读回一致（{cause.Zh}）", $"set to {write.Value}, read back ({cause.En})");
        return new JournalLine(result.At, "operation", write.Operation.Id, text.In(language) + By(write.By));
    }

    private static string By(string? who) => who is null ? "" : JournalLine.ByMark + who;
}
