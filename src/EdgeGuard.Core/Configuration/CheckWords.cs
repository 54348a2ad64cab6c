using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>Findings that several checks share.</summary>
internal static class CheckWords
{
    private const int MostListed = 20;

    /// <summary>A name that is not known: the nearest one, and the list.</summary>
    public static ConfigError Unknown(ConfigSpot at, Words what, string written, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var near = Nearest.Name(written, names);
        var list = names.Count == 0 ? new Words("（无）", "(none)") : new Words(Listed(names, "、"), Listed(names, ", "));
        return at.Error(
            $"没有名为“{SchemaWords.Clip(written)}”的{what.Zh}{SchemaWords.MeantZh(near)}；可用：{list.Zh}",
            $"there is no {what.En} \"{SchemaWords.Clip(written)}\"{SchemaWords.MeantEn(near)}; possible: {list.En}");
    }

    public static IEnumerable<ConfigError> Duration(ConfigSpot at, TimeSpan? value, TimeSpan least, TimeSpan most)
    {
        if (value is not { } given || (given >= least && given <= most))
            yield break;
        var (low, high) = (DurationConverter.Format(least), DurationConverter.Format(most));
        var shown = at.Node?.Text ?? DurationConverter.Format(given);
        yield return at.Error($"{shown} 超出范围；应为 {low} 到 {high}", $"{shown} is out of range; right is from {low} to {high}");
    }

    private static string Listed(List<string> names, string between) => names.Count <= MostListed
        ? string.Join(between, names)
        : $"{string.Join(between, names.Take(MostListed))} … ({names.Count})";
}
