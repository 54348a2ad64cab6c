using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Points;

/// <summary>
/// A duration in a file: a whole number and its unit, <c>500ms</c>, <c>5s</c>, <c>2m</c>, <c>1h</c>, <c>90d</c>. Reading anything else
/// throws <see cref="JsonException"/>; so does writing what is negative or not whole milliseconds.
/// </summary>
public sealed class DurationConverter : JsonConverter<TimeSpan>
{
    /// <summary>True when the text is a duration; at most nine digits, so that no unit overflows.</summary>
    public static bool TryParse(string? text, out TimeSpan value)
    {
        value = default;
        var digits = 0;
        while (text is not null && digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        if (digits is 0 or > 9)
            return false;
        var ticks = text![digits..] switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => 0L,
        };
        // Nine digits of days are beyond what a TimeSpan holds.
        var count = long.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        if (ticks == 0 || count > TimeSpan.MaxValue.Ticks / ticks)
            return false;
        value = TimeSpan.FromTicks(count * ticks);
        return true;
    }

    /// <summary>The shortest exact form: the largest unit that divides the duration.</summary>
    public static string Format(TimeSpan value)
    {
        if (value < TimeSpan.Zero || value.Ticks % TimeSpan.TicksPerMillisecond != 0)
            throw new JsonException($"A duration is whole milliseconds and not negative, not {value}.");
        var (count, unit) = value.Ticks switch
        {
            0 => (0, "s"),
            var t when t % TimeSpan.TicksPerDay == 0 => (t / TimeSpan.TicksPerDay, "d"),
            var t when t % TimeSpan.TicksPerHour == 0 => (t / TimeSpan.TicksPerHour, "h"),
            var t when t % TimeSpan.TicksPerMinute == 0 => (t / TimeSpan.TicksPerMinute, "m"),
            var t when t % TimeSpan.TicksPerSecond == 0 => (t / TimeSpan.TicksPerSecond, "s"),
            var t => (t / TimeSpan.TicksPerMillisecond, "ms"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
    }

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("A duration is written as 500ms, 5s, 2m, 1h or 90d.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));
}
