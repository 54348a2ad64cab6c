using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>What is wrong at one place of a configuration file, and what would be right.</summary>
/// <param name="File">The name the file was read under.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters (Unicode code points), as an editor counts.</param>
/// <param name="Path">JSON path of the value, e.g. <c>$.mqtt.broker</c>, <c>$.rules[3].hh</c>.</param>
public sealed record ConfigError(
    string File, int Line, int Column, string Path, Words Message, Severity Severity = Severity.Error)
{
    /// <summary>One line for people: <c>file:line:column: error: path: message</c>.</summary>
    public string In(Language language)
    {
        var kind = (Severity, language) switch
        {
            (Severity.Error, Language.Zh) => "错误",
            (Severity.Error, _) => "error",
            (_, Language.Zh) => "提示",
            _ => "warning",
        };
        return $"{File}:{Line}:{Column}: {kind}: {Path}: {Message.In(language)}";
    }

    /// <summary>By file, then by place: the order in which a person mends them.</summary>
    public static IReadOnlyList<ConfigError> InOrder(IEnumerable<ConfigError> errors) =>
    [
        .. errors
            .OrderBy(e => e.File, StringComparer.Ordinal)
            .ThenBy(e => e.Line)
            .ThenBy(e => e.Column)
            .ThenBy(e => e.Path, StringComparer.Ordinal)
            .ThenBy(e => e.Message.En, StringComparer.Ordinal),
    ];
}
