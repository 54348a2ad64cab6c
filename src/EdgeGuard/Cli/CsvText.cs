using System.Globalization;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Rows of RFC 4180.</summary>
internal static class CsvText
{
    private static readonly char[] s_special = [',', '"', '\r', '\n'];

    public static void Write(CliContext cli, IEnumerable<string> fields) => cli.Out.Write(string.Join(',', fields.Select(Field)) + "\r\n");

    public static string Of(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>ISO 8601 UTC with milliseconds.</summary>
    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>As the room's clocks show it, in a form that spreadsheets know.</summary>
    public static string Local(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>The same as ISO 8601, with its offset.</summary>
    public static string LocalIso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static string Field(string text) =>
        text.IndexOfAny(s_special) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
