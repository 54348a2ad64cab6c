using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>One step of one alarm, with the state it led to.</summary>
/// <param name="Cause">Why, where it is not the value: <c>config</c>, <c>reset</c>.</param>
/// <param name="By">Who, where it was a person or the platform.</param>
/// <param name="Detail">What the device said, for people; e.g. why it cannot be read.</param>
public sealed record AlarmTransition(
    AlarmDefinition Alarm,
    AlarmFlag Flag,
    AlarmState State,
    MonotonicTime At,
    string? Cause = null,
    string? By = null,
    string? Detail = null)
{
    /// <summary>What ends by it for the B-interface.</summary>
    public BOccurrence? BEnds { get; private init; }

    /// <summary>What begins by it there.</summary>
    public BOccurrence? BBegins { get; private init; }

    /// <param name="before">The state it led from: the B-interface is told the difference.</param>
    public AlarmTransition From(AlarmState before) =>
        before.B == State.B ? this : this with { BEnds = before.B, BBegins = State.B };
}
