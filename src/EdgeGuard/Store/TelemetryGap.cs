using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>Telemetry that was lost before everybody had it, and that people have to be told of.</summary>
/// <param name="First">Number of the first message that is missing.</param>
/// <param name="From">Time of the first one, or before it where that is not known.</param>
/// <param name="Messages">How many of those numbers are missing; after a power cut at most, for some may never have been given.</param>
/// <param name="Readings">Null: nobody knows.</param>
internal sealed record TelemetryGap(
    long First, long Last, MonotonicTime From, MonotonicTime To, long Messages, long? Readings, GapCause Cause)
{
    /// <summary>This gap and one that follows it without anything between, of the same cause, as one.</summary>
    public TelemetryGap? With(TelemetryGap next) => next.Cause == Cause && next.First == Last + 1
        ? this with { Last = next.Last, To = next.To, Messages = Messages + next.Messages, Readings = Readings + next.Readings }
        : null;
}
