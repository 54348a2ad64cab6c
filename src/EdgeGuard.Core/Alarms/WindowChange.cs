using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>A maintenance window was opened or closed.</summary>
/// <param name="Cause">The reason given, or <c>expired</c>.</param>
public sealed record WindowChange(MaintenanceWindow Window, bool Opened, MonotonicTime At, string? Cause, string? By);
