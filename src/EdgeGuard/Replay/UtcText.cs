namespace EdgeGuard.Gateway.Replay;

/// <summary>ISO 8601 UTC as <c>2026-03-01T12:00:00.000Z</c>, to and from ticks of 100 ns.</summary>
internal static class UtcText
{
    /// <summary>The letters before a fraction: <c>2026-03-01T12:00:00</c>.</summary>
    private const int Whole = 19;

    private const int MaxFraction = 7;

    /// <summary>Up to seven digits of a second, or none; ends with <c>Z</c> or <c>+00:00</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length <= Whole || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return false;
        if (!TryNumber(text[..4], out int year) || !TryNumber(text[5..7], out int month) || !TryNumber(text[8..10], out int day)
            || !TryNumber(text[11..13], out int hour) || !TryNumber(text[14..16], out int minute) || !TryNumber(text[17..Whole], out int second))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        if (!TryFraction(text[Whole..], out long fraction, out ReadOnlySpan<byte> zone) || !(zone.SequenceEqual("Z"u8) || zone.SequenceEqual("+00:00"u8)))
            return false;
        ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + fraction;
        return true;
    }

    /// <summary>With milliseconds.</summary>
    public static string Of(long ticks) =>
        new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static bool TryFraction(ReadOnlySpan<byte> text, out long ticks, out ReadOnlySpan<byte> rest)
    {
        ticks = 0;
        rest = text;
        if (text[0] != '.')
            return true;
        long unit = TimeSpan.TicksPerSecond / 10;
        int at = 1;
        for (; at < text.Length && at <= MaxFraction && char.IsAsciiDigit((char)text[at]); at++, unit /= 10)
            ticks += (text[at] - '0') * unit;
        rest = text[at..];
        return at > 1;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            number = 10 * number + digit - '0';
        }

        return true;
    }
}
