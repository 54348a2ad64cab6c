namespace EdgeGuard.Core.Points;

/// <summary>
/// From a unit as a device or a person states it to the canonical one: <c>(value + Add) * Multiply / Divide</c>. Kept as a
/// product and a quotient of whole numbers where the unit is defined so, because then 77 degF is 25 degC and not nearly so.
/// </summary>
public readonly record struct UnitConversion(Unit Canonical, double Add, double Multiply, double Divide)
{
    public double ToCanonical(double value) => (value + Add) * Multiply / Divide;

    public bool IsIdentity => Add == 0 && Multiply == 1 && Divide == 1;
}
