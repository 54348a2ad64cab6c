namespace EdgeGuard.Core.Formulas;

/// <summary>Ranks of samples. All of them sort the samples they are given, in place.</summary>
public static class Percentiles
{
    /// <summary>The middle one, or the mean of the two in the middle; NaN of none.</summary>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>The middle of three.</summary>
    public static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    /// <summary>By nearest rank: the smallest sample that at least <paramref name="percent"/> % of them do not exceed; NaN of none.</summary>
    public static double NearestRank(Span<double> values, double percent)
    {
        if (values.IsEmpty)
            return double.NaN;
        values.Sort();
        return values[Math.Clamp((int)Math.Ceiling(percent / 100 * values.Length - 1e-9) - 1, 0, values.Length - 1)];
    }

    /// <summary>The same, where each sample counts by its weight; <paramref name="weights"/> are sorted along.</summary>
    public static double NearestRank(Span<double> values, Span<double> weights, double percent)
    {
        values.Sort(weights);
        double all = 0;
        foreach (double weight in weights)
            all += weight;
        double needed = all * percent / 100 - 1e-9 * all, sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += weights[i];
            if (sum >= needed)
                return values[i];
        }

        return values.IsEmpty ? double.NaN : values[^1];
    }
}
