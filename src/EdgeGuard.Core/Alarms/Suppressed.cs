namespace EdgeGuard.Core.Alarms;

/// <summary>Suppressed by design, and by what.</summary>
/// <param name="Key">The parent alarm's key, or the device under maintenance; null for the room, or for the rule's own condition.</param>
/// <param name="Serial">Of the parent's occurrence.</param>
public sealed record Suppressed(SuppressionCause Cause, string? Key = null, uint? Serial = null);
