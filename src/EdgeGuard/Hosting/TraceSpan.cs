using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// The span of an alarm's black box on the clocks of the runs it reaches over: five minutes to either side of the onset. Between runs
/// only a set wall clock tells how much time lay there; without one the span ends with the alarm's own run.
/// </summary>
internal sealed class TraceSpan
{
    public const int Side = 300;
    private static readonly TimeSpan s_side = TimeSpan.FromSeconds(Side);
    private readonly MonotonicTime _onset;
    private readonly ClockMap _clocks;
    private readonly DateTimeOffset _utc;

    public TraceSpan(MonotonicTime onset, ClockMap clocks)
    {
        (_onset, _clocks) = (onset, clocks);
        (_utc, Sync) = clocks.Resolve(onset);
        From = onset.SinceBoot >= s_side || InOtherRun(-s_side) is not { } earlier || earlier.Boot >= onset.Boot
            ? onset with { SinceBoot = Max(onset.SinceBoot - s_side, TimeSpan.Zero) }
            : earlier;
        To = InOtherRun(s_side) is { } later && later.Boot > onset.Boot ? later : onset + s_side;
    }

    public ClockSync Sync { get; }

    public MonotonicTime From { get; }

    public MonotonicTime To { get; }

    /// <summary>Seconds after the onset; null where no clock tells.</summary>
    public double? SecondsOf(MonotonicTime at)
    {
        if (at.Since(_onset) is { } same)
            return same.TotalSeconds;
        (DateTimeOffset utc, ClockSync sync) = _clocks.Resolve(at);
        return Sync != ClockSync.Unsynced && sync != ClockSync.Unsynced ? (utc - _utc).TotalSeconds : null;
    }

    private MonotonicTime? InOtherRun(TimeSpan after) => Sync == ClockSync.Unsynced ? null : _clocks.Find(_utc + after);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
