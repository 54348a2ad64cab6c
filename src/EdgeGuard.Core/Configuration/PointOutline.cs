namespace EdgeGuard.Core.Configuration;

/// <summary>As much of a point as binding a rule needs.</summary>
/// <param name="Name">Inside a profile or sensor the point's own name; in the gateway <c>device.point</c>.</param>
/// <param name="Signal">Null when the point has none.</param>
public sealed record PointOutline(string Name, string? Signal);
