namespace EdgeGuard.Simulator.Physics;

/// <summary>
/// Moist air at sea level. Temperatures in degC, moisture as humidity ratio (kg of water per kg of dry air), relative humidity in %.
/// Saturation by the Magnus formula over water, 17.62 and 243.12 degC.
/// </summary>
internal static class Psychrometrics
{
    private const double PressureHpa = 1013.25;
    private const double MolarRatio = 0.622;

    public static double Moisture(double temperature, double relativeHumidity)
    {
        double vapour = SaturationHpa(temperature) * relativeHumidity / 100;
        return MolarRatio * vapour / (PressureHpa - vapour);
    }

    public static double RelativeHumidity(double temperature, double moisture)
    {
        double vapour = PressureHpa * moisture / (MolarRatio + moisture);
        return Math.Clamp(100 * vapour / SaturationHpa(temperature), 0, 100);
    }

    private static double SaturationHpa(double temperature) => 6.112 * Math.Exp(17.62 * temperature / (243.12 + temperature));
}
