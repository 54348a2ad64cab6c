using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>One value of a point out of the past.</summary>
/// <param name="Value">NaN exactly when <paramref name="Quality"/> is bad.</param>
internal readonly record struct StoredReading(MonotonicTime At, double Value, Quality Quality, QualityReason Reason);
