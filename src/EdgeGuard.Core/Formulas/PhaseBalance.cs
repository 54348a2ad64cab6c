namespace EdgeGuard.Core.Formulas;

/// <summary>How evenly three phases are loaded (domain: section 4.4).</summary>
public static class PhaseBalance
{
    /// <summary>The largest departure from the average, in percent of it; 0 when nothing flows.</summary>
    public static double Imbalance(double a, double b, double c)
    {
        double average = (a + b + c) / 3;
        double largest = Math.Max(Math.Abs(a - average), Math.Max(Math.Abs(b - average), Math.Abs(c - average)));
        return largest == 0 ? 0 : 100 * largest / Math.Abs(average);
    }
}
