namespace EdgeGuard.Core.Formulas;

/// <summary>Ordinary least squares, two passes about the means so that large offsets cost no digits.</summary>
public static class LeastSquares
{
    /// <summary>The line nearest to the samples; a flat one through their mean when their times do not differ (or there are fewer than two).</summary>
    public static Line Fit(ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        double meanTime = 0, meanValue = 0;
        for (int i = 0; i < times.Length; i++)
        {
            meanTime += times[i] / times.Length;
            meanValue += values[i] / times.Length;
        }

        double tt = 0, tv = 0, vv = 0;
        for (int i = 0; i < times.Length; i++)
        {
            double t = times[i] - meanTime, v = values[i] - meanValue;
            tt += t * t;
            tv += t * v;
            vv += v * v;
        }

        if (tt == 0)
            return new(0, meanValue, 0);
        double slope = tv / tt;
        return new(slope, meanValue - slope * meanTime, vv == 0 ? 0 : Math.Min(1, slope * tv / vv));
    }
}
