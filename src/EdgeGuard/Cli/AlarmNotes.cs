using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What there is to say of an alarm beside its state: forecast, place among others, and what keeps it from sight.</summary>
internal static class AlarmNotes
{
    /// <summary>Empty where there is nothing to say.</summary>
    public static IReadOnlyList<string> Of(CliContext cli, AlarmRow row)
    {
        AlarmReport alarm = row.Alarm;
        string?[] notes =
        [
            alarm.Announced || IsPlain(row) ? null : cli.Say(StateText.Words(alarm.Phase)),
            Forecast(cli, alarm),
            FirstOut(cli, alarm),
            Repeats(cli, alarm),
            alarm.EscalatedTo is { } level ? cli.Say($"无人确认，升为 {cli.Say(LevelText.Words(level))}", $"nobody acknowledged it: raised to level {level}") : null,
            alarm.AckedBy is { } by ? cli.Say($"{by} 已确认", $"acked by {by}") : null,
            alarm.OutOfService is { } service ? HidingText.Of(cli, cli.Say("停用", "out of service"), service) : null,
            alarm.Shelved is { } shelved ? HidingText.Of(cli, cli.Say("搁置", "shelved"), shelved) : null,
            row.Depth > 0 ? null : Suppressed(cli, alarm),
            IsNamed(alarm) ? null : alarm.Key,
        ];
        return [.. notes.OfType<string>()];
    }

    /// <summary>A consequence beneath its cause is active and waits with it.</summary>
    private static bool IsPlain(AlarmRow row) => row is { Depth: > 0, Alarm.Phase: "B" };

    /// <summary>Whether its serial is good to name it by.</summary>
    public static bool IsNamed(AlarmReport alarm) => alarm.Serial.AsSpan().ContainsAnyExcept('0');

    /// <summary>A limit that is still ahead is told with the time to it; else it is the time that remains.</summary>
    private static string? Forecast(CliContext cli, AlarmReport alarm)
    {
        if (alarm.Forecast is not { } seconds)
            return null;
        string time = ValueText.Age(seconds);
        if (alarm.Unit == "s" || alarm.Limit is not { } limit || !(alarm.Value < limit))
            return cli.Say($"预计剩余 {time}", $"{time} left by forecast");
        string told = ValueText.Of(limit, alarm.Unit);
        return cli.Say($"预计 {time} 后达到 {told}", $"reaches {told} in {time}");
    }

    private static string? FirstOut(CliContext cli, AlarmReport alarm) => alarm.FirstOut switch
    {
        "first" => cli.Say("首发", "first out"),
        "tie" => cli.Say("并列首发", "first out, with others"),
        _ => null,
    };

    private static string? Repeats(CliContext cli, AlarmReport alarm) => alarm switch
    {
        { Chattering: true } => cli.Say($"抖动 {alarm.Chatter} 次", $"chatters, {alarm.Chatter} times"),
        { Chatter: > 0 } => cli.Say($"曾抖动 {alarm.Chatter} 次", $"chattered {alarm.Chatter} times"),
        { Retriggers: > 0 } => cli.Say($"再次触发 {alarm.Retriggers} 次", $"came back {alarm.Retriggers} times"),
        _ => null,
    };

    private static string? Suppressed(CliContext cli, AlarmReport alarm) => alarm switch
    {
        { Parent: { } parent } => cli.Say($"{parent.Key} 的后果", $"consequence of {parent.Key}"),
        { Maintenance: { } window } => cli.Say("维护：", "maintenance of ") + HidingText.Of(cli, window),
        { SuppressedBy: "maintenance" } => cli.Say("维护中", "under maintenance"),
        { SuppressedBy: "condition" } => cli.Say("设备处于试验或检修", "its device is in test or service"),
        _ => null,
    };
}
