namespace EdgeGuard.Core.Points;

/// <summary>A point's place in the <see cref="PointTable"/>: what flows carries a number, not a name.</summary>
public readonly record struct PointId(int Index);
