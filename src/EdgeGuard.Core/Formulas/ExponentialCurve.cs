namespace EdgeGuard.Core.Formulas;

/// <summary>An approach to a final value: <c>Final + Distance · e^(−t/Tau)</c>.</summary>
/// <param name="Tau">Time constant, in the unit of the time axis; infinite where the samples show no approach.</param>
/// <param name="Final">T∞, where it would end.</param>
/// <param name="Distance">What is missing at t = 0, with its sign (negative while the value rises).</param>
/// <param name="R2">Share of the samples' variance that the curve explains, 0 to 1.</param>
public readonly record struct ExponentialCurve(double Tau, double Final, double Distance, double R2)
{
    public double AtZero => Final + Distance;

    /// <summary>
    /// Time from t = 0 until the curve is at <paramref name="limit"/>: τ·ln((T∞ − T0)/(T∞ − limit)). 0 when it is there or past it on
    /// its way; infinite when it ends before it.
    /// </summary>
    public double TimeTo(double limit)
    {
        double direction = Distance <= 0 ? 1 : -1;
        double left = direction * (Final - limit), missing = direction * (Final - AtZero);
        if (direction * (AtZero - limit) >= 0)
            return 0;
        return left <= 0 ? double.PositiveInfinity : Tau * Math.Log(missing / left);
    }
}
