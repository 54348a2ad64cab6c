namespace EdgeGuard.Core.Formulas;

/// <summary>A straight line through samples.</summary>
/// <param name="Slope">Change of the value per unit of the time axis.</param>
/// <param name="AtZero">Value where the time is 0.</param>
/// <param name="R2">Share of the samples' variance that the line explains, 0 to 1; 0 where nothing varies.</param>
public readonly record struct Line(double Slope, double AtZero, double R2);
