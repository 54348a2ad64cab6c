using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Times of the week: entries separated by commas, each <c>days from-to</c>. Days: <c>Mon</c>, <c>Mon-Fri</c>, <c>Sat-Mon</c>; none: every day.
/// Times: <c>08:00-20:00</c> (the end is outside; <c>24:00</c> ends a day), <c>22:00-06:00</c> goes on into the next day; none: the whole day.
/// </summary>
internal sealed class Timetable
{
    private const int MinutesADay = 1440;
    private const int MinutesAWeek = 7 * MinutesADay;
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private readonly List<(int From, int Length)> _ranges = [];

    private Timetable()
    {
    }

    public bool Contains(DateTimeOffset time)
    {
        int minute = ((int)time.DayOfWeek + 6) % 7 * MinutesADay + time.Hour * 60 + time.Minute;
        foreach ((int from, int length) in _ranges)
        {
            if ((minute - from + MinutesAWeek) % MinutesAWeek < length)
                return true;
        }

        return false;
    }

    /// <exception cref="ExpressionException">The text is no timetable.</exception>
    public static Timetable Parse(string text)
    {
        var table = new Timetable();
        foreach (string entry in text.Split(','))
        {
            string[] words = entry.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            bool named = words.Length > 0 && char.IsAsciiLetter(words[0][0]);
            if (words.Length != (named ? 2 : 1) && !(named && words.Length == 1))
                throw Bad(entry);
            (int first, int days) = named ? ParseDays(words[0], entry) : (0, 7);
            (int from, int length) = named && words.Length == 1 ? (0, MinutesADay) : ParseTimes(words[^1], entry);
            for (int day = 0; day < days; day++)
                table._ranges.Add(((first + day) % 7 * MinutesADay + from, length));
        }

        return table;
    }

    private static (int First, int Count) ParseDays(string text, string entry)
    {
        string[] ends = text.Split('-');
        int first = DayOf(ends[0]), last = DayOf(ends[^1]);
        if (ends.Length > 2 || first < 0 || last < 0)
            throw Bad(entry);
        return (first, (last - first + 7) % 7 + 1);
    }

    private static int DayOf(string name) => Array.FindIndex(Days, day => day.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static (int From, int Length) ParseTimes(string text, string entry)
    {
        string[] ends = text.Split('-');
        if (ends.Length != 2 || !TryMinutes(ends[0], out int from) || !TryMinutes(ends[1], out int to) || from == MinutesADay || from == to)
            throw Bad(entry);
        return (from, (to - from + MinutesADay) % MinutesADay is var length && length == 0 ? MinutesADay : length);
    }

    /// <summary>Two digits each: <c>08:00</c> to <c>24:00</c>.</summary>
    private static bool TryMinutes(string text, out int minutes)
    {
        minutes = 0;
        if (text.Length != 5 || text[2] != ':' || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]) || !char.IsAsciiDigit(text[3]) || !char.IsAsciiDigit(text[4]))
            return false;
        int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
        minutes = hour * 60 + minute;
        return minute < 60 && minutes <= MinutesADay;
    }

    private static ExpressionException Bad(string entry) => new(new(
        $"“{entry.Trim()}”不是时间表；应写作 Mon-Fri 08:00-20:00（星期为 Mon Tue Wed Thu Fri Sat Sun，时间为 00:00 至 24:00，多段用逗号分隔）。",
        $"\"{entry.Trim()}\" is no timetable; write Mon-Fri 08:00-20:00 (days Mon Tue Wed Thu Fri Sat Sun, times 00:00 to 24:00, several separated by commas)."));
}
