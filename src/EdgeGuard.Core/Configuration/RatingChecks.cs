using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>A rating that nobody knows would only make a rule bind to nothing.</summary>
internal static class RatingChecks
{
    /// <param name="spot">The ratings of a device, or of the room.</param>
    public static IEnumerable<ConfigError> Of(ConfigSpot spot, IReadOnlyDictionary<string, double> ratings) =>
        ratings.Keys.Where(name => !Ratings.Known.ContainsKey(name)).Order(StringComparer.Ordinal).Select(name => Unknown(spot.Key(name), name));

    private static ConfigError Unknown(ConfigSpot at, string name)
    {
        (string zh, string en) = Nearest.Name(name, Ratings.Known.Keys) is { } near
            ? ($"是不是 {WithUnit(near)}？", $"did you mean {WithUnit(near)}?")
            : ($"可用：{Listed("、")}", $"possible: {Listed(", ")}");
        return at.Error($"没有名为“{SchemaWords.Clip(name)}”的额定值；{zh}", $"there is no rating \"{SchemaWords.Clip(name)}\"; {en}");
    }

    private static string Listed(string between) => string.Join(between, Ratings.Known.Keys.Order(StringComparer.Ordinal).Select(WithUnit));

    private static string WithUnit(string name) => Ratings.Known[name] == Unit.None ? name : $"{name} ({Ratings.Known[name].Name()})";
}
