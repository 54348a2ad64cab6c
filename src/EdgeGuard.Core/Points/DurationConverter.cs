using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Points;

/// <summary>
/// A duration in a file: a number, with at most three decimals, and its unit: <c>500ms</c>, <c>1.5s</c>, <c>2m</c>, <c>1h</c>,
/// <c>90d</c>. Reading anything else throws <see cref="JsonException"/>; so does writing what is negative.
/// </summary>
public sealed class DurationConverter : JsonConverter<TimeSpan>
{
    private const int MostDigits = 9;
    private const int MostDecimals = 3;

    // The longest first: the first that divides a duration is the one it is written in.
    private static readonly (string Name, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    public static bool TryParse(string? text, out TimeSpan value)
    {
        value = default;
        var length = 0;
        while (length < text?.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.'))
            length++;
        var number = text.AsSpan(0, length);
        var unit = text.AsSpan(length);
        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        if (whole.Length is 0 or > MostDigits || (point >= 0 && number.Length - point - 1 is 0 or > MostDecimals))
            return false;
        foreach (var (name, ticks) in Units)
        {
            if (!unit.SequenceEqual(name))
                continue;
            // Decimal arithmetic is exact here. Nine digits of days are beyond what a TimeSpan holds.
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                || count * ticks > TimeSpan.MaxValue.Ticks)
                return false;
            value = TimeSpan.FromTicks((long)(count * ticks));
            return true;
        }

        return false;
    }

    /// <summary>In the largest unit that gives a whole number: 120 s is <c>2m</c>, 90 s is <c>90s</c>, nothing is <c>0ms</c>.</summary>
    public static string Format(TimeSpan value)
    {
        if (value < TimeSpan.Zero)
            throw new JsonException($"A duration is not negative, as {value} is.");
        foreach (var (name, ticks) in Units)
        {
            if (value.Ticks > 0 && value.Ticks % ticks == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / ticks}{name}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)value.Ticks / TimeSpan.TicksPerMillisecond}ms");
    }

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("A duration is written as 500ms, 5s, 2m, 1h or 90d.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));
}
