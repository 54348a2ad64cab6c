namespace EdgeGuard.Core.Formulas;

/// <summary>What a trend must show before it is believed [domain 4.3, slope to limit].</summary>
/// <param name="MinSlope">Per minute.</param>
/// <param name="MinR2">Share of the variance that is explained.</param>
/// <param name="MinRise">Change from the first to the last sample, in the value's unit: some quanta of the sensor.</param>
public readonly record struct TrendNeeds(double MinSlope, double MinR2, double MinRise);
