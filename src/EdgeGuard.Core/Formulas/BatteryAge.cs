namespace EdgeGuard.Core.Formulas;

/// <summary>How fast warmth ages a battery (domain: section 4.6): twice as fast every 10 K over 25 degC.</summary>
public static class BatteryAge
{
    /// <summary>A reading above it is no temperature to reckon with for years.</summary>
    private const double Hottest = 60;

    /// <summary>Capacity lost by the end of life: 20 % (domain: section 1.12).</summary>
    private const double LossAtEnd = 0.2;

    /// <summary>Hours of life spent in an hour at so many degC, at least 1.</summary>
    public static double Rate(double temperature) => Math.Pow(2, Math.Max(0, Math.Min(temperature, Hottest) - 25) / 10);

    /// <summary>State of health, 0 to 1, that an age lets expect where none is measured: never above 0.9 (domain: section 4.5).</summary>
    /// <param name="damage">Share of the life that is spent.</param>
    public static double ExpectedHealth(double damage) => Math.Clamp(1 - LossAtEnd * damage, 0, 0.9);
}
