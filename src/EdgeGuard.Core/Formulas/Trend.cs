namespace EdgeGuard.Core.Formulas;

/// <summary>When a value that moves as it does now reaches a limit. Times are in minutes, 0 is now, samples lie before it.</summary>
public static class Trend
{
    /// <summary>
    /// Which way the limit is: 1 up, -1 down. Without a fixed <paramref name="direction"/> (0) that is the side it lies on.
    /// </summary>
    public static int Towards(double now, double limit, int direction) => direction != 0 ? direction : limit >= now ? 1 : -1;

    /// <summary>Minutes until the line reaches the limit; infinite when it does not move towards it or is not to be believed.</summary>
    /// <param name="span">Minutes from the first to the last sample.</param>
    public static double MinutesTo(in Line line, double span, double limit, int direction, in TrendNeeds needs)
    {
        int way = Towards(line.AtZero, limit, direction);
        double slope = way * line.Slope;
        if (!(slope > 0) || slope < needs.MinSlope || line.R2 < needs.MinR2 || slope * span < needs.MinRise)
            return double.PositiveInfinity;
        return Math.Max(0, way * (limit - line.AtZero) / slope);
    }

    /// <summary>
    /// Minutes until the curve reaches the limit; infinite when it ends within <paramref name="margin"/> of it or before, when its time
    /// constant is longer than <paramref name="longestTau"/> (then the samples cannot tell), or when it is not to be believed.
    /// </summary>
    public static double MinutesTo(in ExponentialCurve curve, double span, double limit, int direction, double margin, double longestTau, in TrendNeeds needs)
    {
        int way = Towards(curve.AtZero, limit, direction);
        double rise = -way * curve.Distance * (Math.Exp(span / curve.Tau) - 1);
        if (!(curve.Tau <= longestTau) || curve.R2 < needs.MinR2 || !(rise > 0) || rise < needs.MinRise
            || way * (curve.Final - limit) <= margin)
            return double.PositiveInfinity;
        return curve.TimeTo(limit);
    }
}
