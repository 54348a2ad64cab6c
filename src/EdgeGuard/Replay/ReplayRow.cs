using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>What one point said at one time.</summary>
/// <param name="Time">UTC, in ticks of 100 ns.</param>
/// <param name="Value">In the point's canonical unit; NaN when bad.</param>
internal readonly record struct ReplayRow(long Time, PointId Point, double Value, Quality Quality, QualityReason Reason)
{
    /// <summary>The device did not answer.</summary>
    public bool IsSilence => Quality == Quality.Bad && Reason is QualityReason.CommFailure or QualityReason.Stale;

    public Reading At(MonotonicTime at) => Quality switch
    {
        Quality.Good => Reading.Good(Point, Value, at),
        Quality.Uncertain => Reading.Uncertain(Point, Value, Reason, at),
        _ => Reading.Bad(Point, Reason, at),
    };
}
