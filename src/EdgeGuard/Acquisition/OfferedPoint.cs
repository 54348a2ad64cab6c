using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>A point that a device has by its kind or its configuration.</summary>
/// <param name="Name">The part after the dot of the point's name.</param>
/// <param name="Signal">Name in the signal dictionary.</param>
/// <param name="Label">What people call it; null takes the signal's words.</param>
internal sealed record OfferedPoint(string Name, string Signal, Unit Unit, Words? Label);
