using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>The latest of one point.</summary>
/// <param name="Latest">As it came, or made bad by staleness.</param>
/// <param name="LastGood">The last value that was good, and when; null before the first.</param>
public readonly record struct PointState(Reading Latest, double? LastGood, MonotonicTime? LastGoodAt);
