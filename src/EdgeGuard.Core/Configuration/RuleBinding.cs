namespace EdgeGuard.Core.Configuration;

/// <summary>Which points a rule watches.</summary>
public static class RuleBinding
{
    public static bool Watches(RuleConfig rule, string point, string? signal) =>
        rule.Signal is not null ? rule.Signal == signal : rule.Point is not null && Matches(rule.Point, point);

    /// <summary><c>*</c> stands for any letters, none included.</summary>
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int star = pattern.IndexOf('*');
        if (star < 0)
            return pattern.SequenceEqual(name);
        if (!name.StartsWith(pattern[..star], StringComparison.Ordinal))
            return false;
        for (int from = star; from <= name.Length; from++)
        {
            if (Matches(pattern[(star + 1)..], name[from..]))
                return true;
        }

        return false;
    }
}
