namespace EdgeGuard.Core.Formulas;

/// <summary>
/// The line of Theil and Sen through evenly spaced values: the median of the slopes between every two of them. A few wild
/// values do not move it, as they do a least-squares line.
/// </summary>
public static class TheilSen
{
    /// <summary>Room that <see cref="Fit"/> needs for so many values.</summary>
    public static int Scratch(int values) => Math.Max(values, values * (values - 1) / 2);

    /// <summary>Slope a step and height at the last step; both NaN with fewer than two known values.</summary>
    /// <param name="values">The oldest first; NaN where there is none.</param>
    public static (double Slope, double Last) Fit(ReadOnlySpan<double> values, Span<double> scratch)
    {
        int pairs = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = i + 1; j < values.Length; j++)
            {
                if (double.IsFinite(values[i]) && double.IsFinite(values[j]))
                    scratch[pairs++] = (values[j] - values[i]) / (j - i);
            }
        }

        double slope = Median(scratch[..pairs]);
        int known = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
                scratch[known++] = values[i] + slope * (values.Length - 1 - i);
        }

        return (slope, Median(scratch[..known]));
    }

    private static double Median(Span<double> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        values.Sort();
        int half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
