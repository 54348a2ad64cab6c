using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>Why a row was refused.</summary>
/// <param name="Line">From 1; the header is the first.</param>
/// <param name="Column">From 1, in characters.</param>
internal sealed record CsvError(string File, long Line, int Column, Words Message)
{
    /// <summary>One line for people: <c>file:line:column: error: message</c>.</summary>
    public string In(Language language) => FormattableString.Invariant(
        $"{File}:{Line}:{Column}: {(language == Language.Zh ? "错误" : "error")}: {Message.In(language)}");
}
