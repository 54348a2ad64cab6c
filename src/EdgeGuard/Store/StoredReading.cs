using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>One reading of one point as it was kept.</summary>
/// <param name="Value">NaN exactly when <paramref name="Quality"/> is bad.</param>
internal readonly record struct StoredReading(MonotonicTime At, double Value, Quality Quality, QualityReason Reason);
