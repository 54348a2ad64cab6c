using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// The units a number of an expression may carry: those of <see cref="Units"/>, the durations of configuration files, and
/// <c>K</c>, which is here a difference of temperatures (0.7 K above the band), never an absolute one.
/// </summary>
internal static class LiteralUnits
{
    private static readonly Dictionary<string, UnitConversion> s_own = new(StringComparer.Ordinal)
    {
        ["m"] = new(Unit.Second, 0, 60, 1),
        ["d"] = new(Unit.Second, 0, 86_400, 1),
        ["K"] = new(Unit.DegreeCelsius, 0, 1, 1),
        ["°C"] = new(Unit.DegreeCelsius, 0, 1, 1),
        ["℃"] = new(Unit.DegreeCelsius, 0, 1, 1),
    };

    public static IEnumerable<string> Names => s_own.Keys.Union(Units.Names).Where(name => name != "none");

    public static bool TryFind(string name, out UnitConversion conversion) =>
        s_own.TryGetValue(name, out conversion) || (name != "none" && Units.TryFind(name, out conversion));
}
