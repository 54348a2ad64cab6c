using System.Globalization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Values and durations for people.</summary>
internal static class ValueText
{
    public const string None = "-";

    /// <summary>About four digits and the unit's symbol.</summary>
    /// <param name="unit">Name of a canonical unit; empty for none.</param>
    public static string Of(double? value, string unit)
    {
        if (value is not { } number)
            return None;
        string digits = Math.Abs(number) switch
        {
            >= 1000 => number.ToString("0", CultureInfo.InvariantCulture),
            >= 100 => number.ToString("0.#", CultureInfo.InvariantCulture),
            >= 1 or 0 => number.ToString("0.##", CultureInfo.InvariantCulture),
            _ => number.ToString("G3", CultureInfo.InvariantCulture),
        };
        return Units.TryFindCanonical(unit, out Unit? known) && known != Unit.None ? $"{digits} {known.Value.Symbol()}" : digits;
    }

    /// <summary>A state's words with its number, or the value.</summary>
    public static string Of(CliContext cli, double? value, string unit, Words? text) =>
        text is not null && value is not null ? $"{cli.Say(text)} ({Of(value, "")})" : Of(value, unit);

    /// <summary>Two units at most: <c>42 s</c>, <c>3 min 05 s</c>, <c>2 h 10 min</c>, <c>4 d 6 h</c>.</summary>
    public static string Age(double? seconds)
    {
        if (seconds is not { } s || !double.IsFinite(s))
            return None;
        long whole = (long)Math.Max(0, Math.Round(s));
        FormattableString text = whole switch
        {
            < 60 => $"{whole} s",
            < 3600 => $"{whole / 60} min {whole % 60:00} s",
            < 86_400 => $"{whole / 3600} h {whole % 3600 / 60:00} min",
            _ => $"{whole / 86_400} d {whole % 86_400 / 3600} h",
        };
        return FormattableString.Invariant(text);
    }

    /// <summary>The larger unit alone: <c>3 min</c>.</summary>
    public static string ShortAge(double? seconds)
    {
        string[] words = Age(seconds).Split(' ');
        return words.Length > 1 ? $"{words[0]} {words[1]}" : words[0];
    }

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
    };
}
