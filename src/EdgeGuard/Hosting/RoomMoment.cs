using System.Globalization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// A moment as a person writes it: <c>2026-11-25</c>, <c>2026-11-25 08:00:30</c>, <c>08:00</c> of today, <c>today 08:00</c>, <c>yesterday</c>,
/// <c>now</c>, <c>-2h</c>; in the time of the room, or with an offset of its own (<c>2026-11-25T00:00:00Z</c>).
/// </summary>
/// <param name="Relative">It was named by how long ago it is.</param>
internal readonly record struct RoomMoment(DateTimeOffset At, bool Relative)
{
    private static readonly string[] s_dates = ["yyyy-M-d", "yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyy-M-d H:mm:ss.FFF"];
    private static readonly string[] s_zoned = ["yyyy-M-d H:mmK", "yyyy-M-d H:mm:ssK", "yyyy-M-d H:mm:ss.FFFFFFFK"];
    private static readonly string[] s_times = ["H:mm", "H:mm:ss", "H:mm:ss.FFF"];
    private static readonly (string Word, int Days)[] s_days = [("today", 0), ("今天", 0), ("yesterday", -1), ("昨天", -1)];

    public static Words NotUnderstood(string text) => new(
        $"看不懂时间“{text}”。写作 2026-11-25 08:00、08:00、“today 08:00”或 -2h。",
        $"The time '{text}' is not understood. Write 2026-11-25 08:00, 08:00, 'today 08:00' or -2h.");

    /// <param name="now">Of the room.</param>
    public static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, out RoomMoment moment)
    {
        // The form that is copied out of a file has a T.
        string words = text.Trim().Replace('T', ' ');
        moment = new RoomMoment(now, Relative: true);
        if (words is "now" or "现在")
            return true;
        if (words.StartsWith('-'))
            return TryAgo(words[1..], now, out moment);
        moment = default;
        if (TryDay(words, now) is not { } local)
        {
            // A form with an offset and no offset in it is of the room, and was taken before.
            bool zoned = DateTimeOffset.TryParseExact(words, s_zoned, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset exact);
            moment = new RoomMoment(exact, Relative: false);
            return zoned;
        }

        moment = new RoomMoment(new DateTimeOffset(local, zone.GetUtcOffset(local)), Relative: false);
        return true;
    }

    private static bool TryAgo(string text, DateTimeOffset now, out RoomMoment moment)
    {
        bool known = DurationConverter.TryParse(text, out TimeSpan ago) && ago <= now - DateTimeOffset.MinValue;
        moment = known ? new RoomMoment(now - ago, Relative: true) : default;
        return known;
    }

    private static DateTime? TryDay(string words, DateTimeOffset now)
    {
        if (DateTime.TryParseExact(words, s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime whole))
            return whole;
        DateTime day = now.DateTime.Date;
        foreach ((string word, int days) in s_days)
        {
            if (!words.StartsWith(word, StringComparison.Ordinal))
                continue;
            string time = words[word.Length..].Trim();
            return time.Length == 0 ? day.AddDays(days) : TryTime(time, day.AddDays(days));
        }

        return TryTime(words, day);
    }

    private static DateTime? TryTime(string time, DateTime day) =>
        TimeOnly.TryParseExact(time, s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly at) ? day + at.ToTimeSpan() : null;
}
