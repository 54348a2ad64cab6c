namespace EdgeGuard.Core.Points;

/// <summary>
/// A moment on the gateway's own monotonic clock: the number of the gateway's run and the time since that run began.
/// Durations are only ever taken between moments of the same <see cref="Boot"/>; wall time is derived (see
/// <c>Delivery.ClockMap</c>) and may be corrected later without touching what was recorded.
/// </summary>
/// <param name="Boot">Number of the run, given by the store; grows by one at every start of the gateway.</param>
/// <param name="SinceBoot">Monotonic time since that start.</param>
public readonly record struct MonotonicTime(uint Boot, TimeSpan SinceBoot) : IComparable<MonotonicTime>
{
    public int CompareTo(MonotonicTime other) =>
        Boot != other.Boot ? Boot.CompareTo(other.Boot) : SinceBoot.CompareTo(other.SinceBoot);

    /// <summary>Time since <paramref name="earlier"/>; null when the two are of different runs.</summary>
    public TimeSpan? Since(MonotonicTime earlier) =>
        Boot == earlier.Boot ? SinceBoot - earlier.SinceBoot : null;

    public static bool operator <(MonotonicTime left, MonotonicTime right) => left.CompareTo(right) < 0;
    public static bool operator >(MonotonicTime left, MonotonicTime right) => left.CompareTo(right) > 0;
    public static bool operator <=(MonotonicTime left, MonotonicTime right) => left.CompareTo(right) <= 0;
    public static bool operator >=(MonotonicTime left, MonotonicTime right) => left.CompareTo(right) >= 0;
    public static MonotonicTime operator +(MonotonicTime time, TimeSpan span) => time with { SinceBoot = time.SinceBoot + span };
}
