namespace EdgeGuard.Core.Points;

/// <summary>
/// The only value that flows. A bad reading has no value (it is NaN), a good one is a finite number in the point's
/// canonical unit, and the constructors are the only way to make one. In this order its fields take 32 bytes: rooms keep several
/// of them a point.
/// </summary>
public readonly record struct Reading
{
    private Reading(PointId point, double value, Quality quality, QualityReason reason, MonotonicTime at)
    {
        Value = value;
        At = at;
        Point = point;
        Quality = quality;
        Reason = reason;
    }

    /// <summary>In the point's canonical unit; NaN exactly when <see cref="Quality"/> is bad.</summary>
    public double Value { get; }

    public MonotonicTime At { get; }

    public PointId Point { get; }

    public Quality Quality { get; }

    public QualityReason Reason { get; }

    /// <summary>A good reading; a value that is not a finite number is bad, <see cref="QualityReason.OutOfRange"/>.</summary>
    public static Reading Good(PointId point, double value, MonotonicTime at) =>
        double.IsFinite(value)
            ? new(point, value, Quality.Good, QualityReason.None, at)
            : Bad(point, QualityReason.OutOfRange, at);

    /// <summary>A value that is shown but neither raises nor clears alone.</summary>
    public static Reading Uncertain(PointId point, double value, QualityReason reason, MonotonicTime at) =>
        double.IsFinite(value)
            ? new(point, value, Quality.Uncertain, reason, at)
            : Bad(point, reason, at);

    public static Reading Bad(PointId point, QualityReason reason, MonotonicTime at) =>
        new(point, double.NaN, Quality.Bad, reason, at);
}
