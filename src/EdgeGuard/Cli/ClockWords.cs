using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The words of the envelope's <c>tsq</c>.</summary>
internal static class ClockWords
{
    public const string Unsynced = "unsynced";

    public static string Of(ClockSync sync) => sync switch
    {
        ClockSync.Sync => "sync",
        ClockSync.Holdover => "holdover",
        _ => Unsynced,
    };
}
