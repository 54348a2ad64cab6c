using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>Moments of an active alarm on this run's clock; what it tells of itself keeps the moments as they were.</summary>
internal sealed class StandingTimes(MonotonicTime at)
{
    /// <summary>It became active.</summary>
    public MonotonicTime Since { get; init; } = at;

    /// <summary>It last asked for an acknowledgement.</summary>
    public MonotonicTime AskedAt { get; set; } = at;

    /// <summary>It was last told to people.</summary>
    public MonotonicTime ToldAt { get; set; } = at;
}
