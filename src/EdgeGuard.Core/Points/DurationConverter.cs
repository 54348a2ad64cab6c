using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Points;

/// <summary>
/// A time span as people write it in a data file: a non-negative number and one unit, <c>250ms</c>, <c>5s</c>, <c>1.5m</c>,
/// <c>2h</c>, <c>1d</c>. Anything else is a <see cref="JsonException"/> that says what would be right.
/// </summary>
public sealed class DurationConverter : JsonConverter<TimeSpan>
{
    // Longest suffix first: "ms" ends in "s".
    private static readonly (string Suffix, double Milliseconds)[] UnitsOfTime =
        [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A duration is a text such as \"500ms\", \"5s\" or \"2m\".");
        var text = reader.GetString()!;
        return TryParse(text, out var span)
            ? span
            : throw new JsonException($"\"{text}\" is not a duration; write a number and ms, s, m, h or d, such as \"500ms\" or \"5s\".");
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));

    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan span)
    {
        span = default;
        foreach (var (suffix, milliseconds) in UnitsOfTime)
        {
            if (text is null || !text.EndsWith(suffix, StringComparison.Ordinal))
                continue;
            if (!double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number * milliseconds > TimeSpan.MaxValue.TotalMilliseconds / 2)
                return false;
            span = TimeSpan.FromTicks((long)Math.Round(number * milliseconds * TimeSpan.TicksPerMillisecond));
            return true;
        }

        return false;
    }

    /// <summary>In the largest unit that gives a whole number: 90 s is <c>90s</c>, 2 min is <c>2m</c>.</summary>
    public static string Format(TimeSpan span)
    {
        for (int i = UnitsOfTime.Length - 1; i >= 0; i--)
        {
            double number = span.TotalMilliseconds / UnitsOfTime[i].Milliseconds;
            if (i == 0 || (number >= 1 && number == Math.Floor(number)))
                return number.ToString("0.####", CultureInfo.InvariantCulture) + UnitsOfTime[i].Suffix;
        }

        return "0ms";
    }
}
