namespace EdgeGuard.Core.Configuration;

/// <summary>Finds which rules watch which points.</summary>
public static class RuleBinding
{
    /// <summary>Places, in the list of points, of those a limit or a contact rule watches.</summary>
    /// <param name="points">By full name, <c>device.point</c>.</param>
    public static IEnumerable<int> PointsOf(RuleConfig rule, IReadOnlyList<PointOutline> points) =>
        Enumerable.Range(0, points.Count).Where(i => Watches(rule, points[i]));

    /// <summary>By signal when the rule names one, else by name; a disabled rule watches nothing.</summary>
    public static bool Watches(RuleConfig rule, PointOutline point)
    {
        if (rule.Disabled)
            return false;
        return rule.Signal is not null ? rule.Signal == point.Signal : rule.Point is not null && Fits(rule.Point, point.Name);
    }

    /// <summary>True when the name is the pattern with any letters, or none, in place of each <c>*</c>. Time grows with the product of the lengths at most.</summary>
    public static bool Fits(string pattern, string name)
    {
        var (p, n) = (0, 0);
        var (star, resume) = (-1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, resume) = (p++, n);
            else if (p < pattern.Length && pattern[p] == name[n])
                (p, n) = (p + 1, n + 1);
            else if (star >= 0)
                (p, n) = (star + 1, ++resume); // let the last star take one letter more
            else
                return false;
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
