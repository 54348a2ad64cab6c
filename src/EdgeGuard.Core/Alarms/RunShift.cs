using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// Carries moments of an earlier run over into this one, so that what was timed goes on. Within one run it changes
/// nothing. What is not known of the absence counts as none: a delay may come late, never early.
/// </summary>
/// <param name="SavedAt">When the earlier run last said what it knew.</param>
/// <param name="At">When this run takes it up.</param>
/// <param name="Down">Time known to lie between.</param>
public readonly record struct RunShift(MonotonicTime SavedAt, MonotonicTime At, TimeSpan Down)
{
    /// <summary>Nothing lies between: the same run goes on.</summary>
    public bool Continues => SavedAt.Boot == At.Boot;

    /// <param name="ticks">Since the start of the earlier run.</param>
    public MonotonicTime Move(long ticks) => Continues
        ? new MonotonicTime(At.Boot, TimeSpan.FromTicks(ticks))
        : At + (TimeSpan.FromTicks(ticks) - SavedAt.SinceBoot - Down);

    public MonotonicTime? Move(long? ticks) => ticks is { } known ? Move(known) : null;
}
