using System.Globalization;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What happens, one line each: <c>00:03:12  BEGIN level-1 0000000012 label point value</c>.</summary>
internal static class PlainLines
{
    /// <summary>The flag is the message's own word in both languages, so that a line can be searched for.</summary>
    public static LiveEvent Of(CliContext cli, TimeSpan at, AlarmTransition transition)
    {
        AlarmState state = transition.State;
        PointInfo point = transition.Alarm.Point;
        string flag = transition.Flag.ToString().ToUpperInvariant();
        string level = cli.Say(LevelText.Words(state.Level).Zh, $"level-{state.Level}");
        string label = cli.Say(transition.Alarm.Rule.Label);
        string value = Value(cli, point, state);
        string line = $"{Clock(at)}  {flag} {level} {AlarmBody.Serial(state.Serial)} {label} {point.Name} {value}".TrimEnd();
        return new LiveEvent(line + Parent(cli, state), state.Level);
    }

    private static string Parent(CliContext cli, AlarmState state) => state.Suppressed is { Cause: SuppressionCause.Parent, Key: { } key }
        ? cli.Say($"（{key} 的后果）", $" (consequence of {key})")
        : "";

    public static LiveEvent Story(CliContext cli, TimeSpan at, Words text) => new($"{Clock(at)}  --- {cli.Say(text)}", null);

    /// <summary>Hours, minutes and seconds of the room's time.</summary>
    public static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");

    private static string Value(CliContext cli, PointInfo point, AlarmState state)
    {
        if (state.Value is not { } value)
            return "";
        return point.States.TryGetValue((int)Math.Round(value), out Words? words) ? cli.Say(words) : ValueText.Of(value, point.Unit.Name());
    }
}
