using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// An end that must survive restarts and a clock that is not there (domain: section 4.1, rule 6): kept as what is left of
/// monotonic time, and as an absolute end where wall time was known.
/// </summary>
/// <param name="From">Moment of the run in which it was given or taken up again.</param>
/// <param name="Length">Time left at <paramref name="From"/>.</param>
/// <param name="Utc">The absolute end; null when the clock was not synchronised.</param>
public sealed record Deadline(MonotonicTime From, TimeSpan Length, DateTimeOffset? Utc = null)
{
    [JsonIgnore]
    public MonotonicTime Until => From + Length;

    public bool HasPassed(MonotonicTime at) => at >= Until;

    /// <summary>Time left, never negative.</summary>
    public TimeSpan Left(MonotonicTime at) =>
        Until.Since(at) is { } left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>In a new run: what was left when last known, less the time the gateway is known to have been away.</summary>
    public Deadline Resume(RunShift shift)
    {
        if (From.Boot == shift.At.Boot)
            return this;
        TimeSpan used = shift.SavedAt.Since(From) is { } known && known > TimeSpan.Zero ? known : TimeSpan.Zero;
        return this with { From = shift.At, Length = Length - used - shift.Down };
    }

    /// <summary>Wall time became known: the earlier of the two ends counts.</summary>
    public Deadline Synchronise(MonotonicTime at, DateTimeOffset utc) =>
        Utc is { } end && end - utc < Left(at) ? this with { From = at, Length = end - utc } : this;
}
