namespace EdgeGuard.Core.Formulas;

/// <summary>Moist air: Magnus formula over water with 17.62 and 243.12 degC (WMO guide no. 8; good from -45 to 60 degC).</summary>
public static class Psychrometrics
{
    private const double A = 17.62;
    private const double B = 243.12;

    /// <summary>Dew point in degC. More than 100 %RH is taken as 100 %.</summary>
    /// <param name="temperature">degC.</param>
    /// <param name="humidity">%RH; 0 or less has no dew point: NaN.</param>
    public static double DewPoint(double temperature, double humidity)
    {
        if (!(humidity > 0))
            return double.NaN;
        double gamma = Math.Log(Math.Min(humidity, 100) / 100) + A * temperature / (B + temperature);
        return B * gamma / (A - gamma);
    }
}
