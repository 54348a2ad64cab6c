using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Keeps the alarms of a drill or a test apart from the real ones, in the store and in messages (domain: section 4.1, rule 12). No
/// device's id has a colon.
/// </summary>
internal static class KeySpace
{
    public const string Real = "";

    private const string Drill = "drill:";
    private const string Test = "test:";

    public static string Of(Origin origin) => origin switch
    {
        Origin.Drill => Drill,
        Origin.Test => Test,
        _ => Real,
    };

    public static bool Holds(string space, string key) => space == Real
        ? !Holds(Drill, key) && !Holds(Test, key)
        : key.StartsWith(space, StringComparison.Ordinal);
}
