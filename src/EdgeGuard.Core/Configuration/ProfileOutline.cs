namespace EdgeGuard.Core.Configuration;

/// <summary>As much of a device profile as the checks need.</summary>
/// <param name="Unit">The Modbus unit id of a device that is given none.</param>
public sealed record ProfileOutline(int? Unit, IReadOnlyList<PointOutline> Points);
