using System.Globalization;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Delivery;

/// <summary>
/// One sentence a person can act on: where, what, how bad, since when. Local time and duration are marks until the message is
/// sent, because only then is it known how the clock of that run relates to wall time.
/// </summary>
public static class AlarmText
{
    public const string TimeMark = "{time}";
    public const string LastedMark = "{lasted}";

    public static Words Of(AlarmTransition transition, Place place) => new(Zh(transition, place), En(transition, place));

    /// <summary>The sentence with its marks filled in.</summary>
    /// <param name="at">Local time with its offset.</param>
    /// <param name="trusted">False: the clock was never set in that run, and the sentence says so.</param>
    /// <param name="lasted">Null where there is none to tell.</param>
    public static string Fill(string text, Language language, DateTimeOffset at, bool trusted, TimeSpan? lasted)
    {
        string time = at.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        if (!trusted)
            time += language == Language.Zh ? "（时钟未同步）" : " (clock not synchronised)";
        return text
            .Replace(TimeMark, time, StringComparison.Ordinal)
            .Replace(LastedMark, lasted is { } span ? Lasted(span, language) : language == Language.Zh ? "时长不明" : "an unknown time", StringComparison.Ordinal);
    }

    /// <summary>The two largest units: <c>3 小时 5 分</c>, <c>2 d 4 h</c>.</summary>
    public static string Lasted(TimeSpan span, Language language)
    {
        (long Count, string Zh, string En)[] parts =
            [((long)span.TotalDays, "天", "d"), (span.Hours, "小时", "h"), (span.Minutes, "分", "min"), (span.Seconds, "秒", "s")];
        int first = Math.Min(Array.FindIndex(parts, p => p.Count > 0) is var i && i < 0 ? parts.Length - 1 : i, parts.Length - 1);
        IEnumerable<string> told = parts.Skip(first).Take(2).Where((p, n) => n == 0 || p.Count > 0)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Count} {(language == Language.Zh ? p.Zh : p.En)}"));
        return string.Join(' ', told);
    }

    private static string Zh(AlarmTransition transition, Place place)
    {
        AlarmState state = transition.State;
        string limit = state.Limit is { } l ? $"，限值 {Number(l, transition)}" : "";
        string value = state.Value is { } v ? $"{Value(v, transition, Language.Zh)}{limit}" : "无有效值";
        string forecast = state.Forecast is { } left ? $"，预计剩余 {Lasted(TimeSpan.FromSeconds(left), Language.Zh)}" : "";
        return $"{TimeMark} {place.Site.Zh} {place.Room.Zh} {place.DeviceName(transition.Alarm.Point.Device).Zh}：" +
            $"{transition.Alarm.Rule.Label.Zh}，{transition.Alarm.Point.Label.Zh} {value}{forecast}。{"一二三四"[state.Level - 1]}级告警{Verb(transition.Flag).Zh}";
    }

    private static string En(AlarmTransition transition, Place place)
    {
        AlarmState state = transition.State;
        string limit = state.Limit is { } l ? $" (limit {Number(l, transition)})" : "";
        string value = state.Value is { } v ? $"{Value(v, transition, Language.En)}{limit}" : "without a valid value";
        string forecast = state.Forecast is { } left ? $", {Lasted(TimeSpan.FromSeconds(left), Language.En)} left by forecast" : "";
        return $"{TimeMark} {place.Site.En}, {place.Room.En}, {place.DeviceName(transition.Alarm.Point.Device).En}: " +
            $"{transition.Alarm.Rule.Label.En}, {transition.Alarm.Point.Label.En} {value}{forecast}. Level {state.Level} alarm {Verb(transition.Flag).En}";
    }

    private static string Value(double value, AlarmTransition transition, Language language) =>
        transition.Alarm.Point.States.TryGetValue((int)Math.Round(value), out Words? words) ? words.In(language) : Number(value, transition);

    private static string Number(double value, AlarmTransition transition) =>
        $"{value.ToString("0.##", CultureInfo.InvariantCulture)} {transition.Alarm.Point.Unit.Symbol()}".TrimEnd();

    private static Words Verb(AlarmFlag flag) => flag switch
    {
        AlarmFlag.Begin => new("开始", "began"),
        AlarmFlag.End => new($"结束，历时 {LastedMark}", $"ended after {LastedMark}"),
        AlarmFlag.Ack => new("已确认", "acknowledged"),
        AlarmFlag.Level => new("级别变化", "changed its level"),
        AlarmFlag.Rtn => new("恢复，待复位", "returned, to be reset"),
        AlarmFlag.Retrigger => new("再次触发", "came back"),
        AlarmFlag.Superseded => new("未确认即被新告警取代", "gave way to a new one unacknowledged"),
        AlarmFlag.Quality => new("数据质量变化", "changed its data quality"),
        AlarmFlag.Shelve => new("已搁置", "shelved"),
        AlarmFlag.Unshelve => new("取消搁置", "no longer shelved"),
        AlarmFlag.Suppress => new("已抑制", "suppressed"),
        AlarmFlag.Unsuppress => new("取消抑制", "no longer suppressed"),
        AlarmFlag.OutOfService => new("已停用", "taken out of service"),
        AlarmFlag.InService => new("恢复使用", "back in service"),
        AlarmFlag.Chatter => new("抖动，保持", "chatters and is held"),
        AlarmFlag.Realarm => new("仍在", "still stands"),
        _ => new($"：{flag.ToString().ToUpperInvariant()}", flag.ToString().ToLowerInvariant()),
    };
}
