namespace EdgeGuard.Core.Configuration;

/// <summary>The limits a limit rule has, by their keys.</summary>
public static class LimitSides
{
    /// <summary>Those that are given: the high ones from mild to severe, then the low ones likewise.</summary>
    public static IEnumerable<(string Key, LimitConfig Limit, bool High)> Of(RuleConfig rule)
    {
        (string Key, LimitConfig? Limit, bool High)[] all =
            [("h", rule.H, true), ("hh", rule.Hh, true), ("hhh", rule.Hhh, true), ("l", rule.L, false), ("ll", rule.Ll, false), ("lll", rule.Lll, false)];
        return all.Where(l => l.Limit is not null).Select(l => (l.Key, l.Limit!, l.High));
    }

    /// <summary>Minor for one letter, major for two, critical for three.</summary>
    public static int DefaultLevel(string key) => 4 - key.Length;
}
