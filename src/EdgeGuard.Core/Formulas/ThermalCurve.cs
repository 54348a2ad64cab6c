namespace EdgeGuard.Core.Formulas;

/// <summary>
/// The thermal image of IEC 60255-149 (domain: section 4.4): <c>θ' = x + (θ − x)·e^(−Δt/τ)</c>, where 1.0 is the heat at which a protection
/// would trip. The step is exact for any Δt; Euler's at τ/10 is 3 % high.
/// </summary>
public static class ThermalCurve
{
    /// <summary>A current of eight times k·I_B; what is above is a fault current, and the business of a fuse.</summary>
    public const double HighestLoad = 64;

    /// <summary>The θ that a current would reach if it stood for ever: <c>(I / (k·I_B))²</c>, at most 64.</summary>
    /// <param name="current">A, r.m.s.</param>
    /// <param name="baseCurrent">Rated current I_B, A.</param>
    /// <param name="k">Overload that is borne for ever, as a factor.</param>
    public static double Load(double current, double baseCurrent, double k)
    {
        double share = current / (k * baseCurrent);
        return Math.Min(share * share, HighestLoad);
    }

    /// <summary>θ after <paramref name="seconds"/> under an unchanging load.</summary>
    /// <param name="tau">Time constant, s.</param>
    public static double Step(double theta, double load, double seconds, double tau) =>
        load + (theta - load) * Math.Exp(-seconds / tau);

    /// <summary>θ of something whose past is unknown: as if the present load had stood for one time constant from cold.</summary>
    public static double FirstGuess(double load) => load * (1 - Math.Exp(-1));

    /// <summary>Seconds until θ reaches <paramref name="target"/> at this load; 0 when it has, infinite when it never will.</summary>
    public static double TimeTo(double theta, double load, double target, double tau) =>
        theta >= target ? 0
        : load <= target ? double.PositiveInfinity
        : tau * Math.Log((load - theta) / (load - target));
}
