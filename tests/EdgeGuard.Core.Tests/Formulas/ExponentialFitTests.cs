using EdgeGuard.Core.Formulas;

namespace EdgeGuard.Core.Tests.Formulas;

/// <summary>Expected numbers come from a program of its own: τ by repeated dense scans, the rest by normal equations (Python).</summary>
public class ExponentialFitTests
{
    [Theory]
    [InlineData(0, 20, 35, -10, 0, 20, 35, -2.231301601484)]
    [InlineData(3, 12, 31, -6, 0.1, 12.0348712109, 31.0071040809, -0.4972129258)]
    [InlineData(11, 40, 22, 9, 0.2, 38.7740746019, 22.1823717366, 4.0677826927)]
    public void The_curve_is_the_one_a_dense_scan_finds(long seed, double tau, double final, double distance, double spread, double fitTau, double fitFinal, double fitDistance)
    {
        ExponentialCurve curve = Fit(seed, tau, final, distance, spread);

        Assert.InRange(curve.Tau, fitTau * (1 - 1e-4), fitTau * (1 + 1e-4));
        Assert.Equal(fitFinal, curve.Final, 3);
        Assert.Equal(fitDistance, curve.Distance, 3);
    }

    [Fact]
    public void The_time_to_a_limit_is_that_of_the_formula()
    {
        // τ·ln((T∞ − T0)/(T∞ − limit)): 20·ln(2.231301601/1); 12.0348712·ln(0.4972129/0.2071041); 38.7740746·ln(4.0677827/1.8176283).
        Assert.Equal(16.0517, Fit(0, 20, 35, -10, 0).TimeTo(34), 2);
        Assert.Equal(10.5401, Fit(3, 12, 31, -6, 0.1).TimeTo(30.8), 2);
        Assert.Equal(31.2351, Fit(11, 40, 22, 9, 0.2).TimeTo(24), 2);
    }

    [Fact]
    public void A_limit_beyond_the_end_is_never_reached_and_one_that_is_past_is_reached()
    {
        ExponentialCurve rising = Fit(0, 20, 35, -10, 0);

        Assert.Equal(double.PositiveInfinity, rising.TimeTo(35.1));
        Assert.Equal(0, rising.TimeTo(30));
    }

    [Fact]
    public void A_straight_line_has_no_time_constant()
    {
        double[] times = [.. Enumerable.Range(0, 61).Select(i => -30 + 0.5 * i)];

        Assert.Equal(double.PositiveInfinity, ExponentialFit.Fit(times, [.. times.Select(t => 20 + 0.1 * t)], 1, 240).Tau);
    }

    private static ExponentialCurve Fit(long seed, double tau, double final, double distance, double spread)
    {
        var noise = new Noise(seed);
        double[] times = [.. Enumerable.Range(0, 61).Select(i => -30 + 0.5 * i)];
        double[] values = [.. times.Select(t => final + distance * Math.Exp(-t / tau) * Math.Exp(-30 / tau) + spread * noise.Next())];
        return ExponentialFit.Fit(times, values, 30 / 32.0, 240);
    }
}
