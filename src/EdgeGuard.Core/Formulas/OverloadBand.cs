namespace EdgeGuard.Core.Formulas;

/// <summary>One row of a UPS's overload table.</summary>
/// <param name="From">Load in percent at which the row begins; that very load belongs to it.</param>
/// <param name="Allowed">Seconds that it bears such a load.</param>
/// <param name="Derated">Seconds in a hot room.</param>
public readonly record struct OverloadBand(double From, double Allowed, double Derated);
