using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>What is known of wall time in one run of the gateway.</summary>
/// <param name="UtcAtStart">Wall time at <c>SinceBoot == 0</c>.</param>
public sealed record BootClock(uint Boot, DateTimeOffset UtcAtStart, ClockSync Sync);
