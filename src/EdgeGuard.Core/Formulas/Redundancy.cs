namespace EdgeGuard.Core.Formulas;

/// <summary>N+1 of rectifiers (domain: sections 1.12 and 4.4).</summary>
public static class Redundancy
{
    /// <summary>Spare modules that so many working ones need: one for each ten begun.</summary>
    public static double Spares(double modules) => Math.Max(0, Math.Ceiling(modules / 10));
}
