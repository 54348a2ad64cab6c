using System.Globalization;

namespace EdgeGuard.Core.Configuration;

/// <summary>The limits of a limit rule stand in order and do not reach into each other.</summary>
internal static class LimitChecks
{
    public static IEnumerable<ConfigError> Of(ConfigSpot spot, RuleConfig rule)
    {
        var sides = LimitSides.Of(rule).ToList();
        List<(string Key, LimitConfig Limit, bool High)> given = [.. sides.Where(s => !s.High).Reverse(), .. sides.Where(s => s.High)];
        if (given.Count == 0)
        {
            yield return spot.Error("限值规则至少要有 hhh、hh、h、l、ll、lll 之一", "a limit rule needs at least one of hhh, hh, h, l, ll, lll");
            yield break;
        }

        for (var i = 1; i < given.Count; i++)
        {
            var (below, above) = (given[i - 1], given[i]);
            if (above.Limit.Limit > below.Limit.Limit)
                continue;
            yield return spot[above.Key]["limit"].Error(
                $"{above.Key} ({Text(above.Limit.Limit)}) 应大于 {below.Key} ({Text(below.Limit.Limit)})；顺序是 lll < ll < l < h < hh < hhh",
                $"{above.Key} ({Text(above.Limit.Limit)}) must be above {below.Key} ({Text(below.Limit.Limit)}); the order is lll < ll < l < h < hh < hhh");
            yield break; // what follows compares limits that are in order
        }

        foreach (var error in Deadbands(spot, rule, given))
            yield return error;
        foreach (var (key, limit, _) in given)
        {
            foreach (var error in RuleChecks.Delays(spot[key], limit.On, limit.Off))
                yield return error;
        }
    }

    /// <summary>A high limit ends at limit - deadband, a low one at limit + deadband: before the value reaches the other side.</summary>
    private static IEnumerable<ConfigError> Deadbands(ConfigSpot spot, RuleConfig rule, List<(string Key, LimitConfig Limit, bool High)> given)
    {
        var highs = given.Where(l => l.High).ToList();
        var lows = given.Where(l => !l.High).ToList();
        if (highs.Count == 0 || lows.Count == 0)
            yield break;
        var told = false;
        foreach (var (key, limit, high) in given)
        {
            var room = high ? limit.Limit - lows[^1].Limit.Limit : highs[0].Limit.Limit - limit.Limit;
            var deadband = limit.Deadband ?? rule.Deadband;
            if (deadband < room || (told && limit.Deadband is null))
                continue;
            told |= limit.Deadband is null;
            var other = high ? lows[^1].Key : highs[0].Key;
            yield return (limit.Deadband is null ? spot : spot[key])["deadband"].Error(
                $"回差 {Text(deadband)} 应小于 {key} 与 {other} 的距离 {Text(room)}",
                $"the deadband {Text(deadband)} must be smaller than the distance of {key} and {other}, {Text(room)}");
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
