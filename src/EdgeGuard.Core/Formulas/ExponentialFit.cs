namespace EdgeGuard.Core.Formulas;

/// <summary>
/// Least squares fit of an exponential approach. For a given τ the other two numbers are a straight line over e^(−t/τ), so only τ is
/// searched: first on a grid, evenly spaced in its logarithm, then by golden section between the best one's neighbours.
/// No guess to start from, no iteration that could diverge: the same samples give the same curve, always.
/// </summary>
public static class ExponentialFit
{
    private const int Grid = 24;
    private const int Sections = 24;
    private const double Golden = 0.618033988749894848;

    /// <summary>Fits at most 64 samples. <c>Tau</c> is infinite where the best one is not between the two bounds: that is a line, or a step.</summary>
    public static ExponentialCurve Fit(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double leastTau, double greatestTau)
    {
        double low = Math.Log(leastTau), step = (Math.Log(greatestTau) - low) / Grid;
        int best = 0;
        double worst = double.PositiveInfinity;
        for (int i = 0; i <= Grid; i++)
        {
            double unexplained = Unexplained(times, values, low + i * step);
            if (unexplained < worst)
                (best, worst) = (i, unexplained);
        }

        if (best is 0 or Grid)
            return Curve(times, values, low + best * step) with { Tau = double.PositiveInfinity };
        return Curve(times, values, Narrow(times, values, low + (best - 1) * step, low + (best + 1) * step));
    }

    private static double Narrow(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double from, double to)
    {
        double left = to - Golden * (to - from), right = from + Golden * (to - from);
        double atLeft = Unexplained(times, values, left), atRight = Unexplained(times, values, right);
        for (int i = 0; i < Sections; i++)
        {
            if (atLeft < atRight)
            {
                (to, right, atRight) = (right, left, atLeft);
                left = to - Golden * (to - from);
                atLeft = Unexplained(times, values, left);
            }
            else
            {
                (from, left, atLeft) = (left, right, atRight);
                right = from + Golden * (to - from);
                atRight = Unexplained(times, values, right);
            }
        }

        return (from + to) / 2;
    }

    private static double Unexplained(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double logTau) =>
        1 - Curve(times, values, logTau).R2;

    private static ExponentialCurve Curve(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double logTau)
    {
        double tau = Math.Exp(logTau);
        Span<double> decays = stackalloc double[64];
        decays = decays[..times.Length];
        // Counted from the first sample: e^(−t/τ) of times far in the past would leave the range of a double.
        double first = times.IsEmpty ? 0 : times[0];
        for (int i = 0; i < times.Length; i++)
            decays[i] = Math.Exp((first - times[i]) / tau);
        Line line = LeastSquares.Fit(decays, values);
        return new(tau, line.AtZero, line.Slope * Math.Exp(first / tau), line.R2);
    }
}
