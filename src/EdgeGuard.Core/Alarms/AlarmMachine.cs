using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// The alarm states of ISA-18.2 as pure steps (domain: section 4.1). Every step takes a state and gives the next one;
/// which flag to tell is the step's name. It keeps the law that a serial has one Begin and at most one End.
/// </summary>
public static class AlarmMachine
{
    /// <summary>From A or D: a new occurrence.</summary>
    public static AlarmState Begin(uint serial, in StageHit hit) => new()
    {
        Serial = serial,
        Number = 1,
        UnackedSince = 1,
        Active = true,
        Acked = false,
        Stage = hit.Stage,
        Level = hit.Level,
        Value = hit.Value,
        Limit = hit.Limit,
        Quality = hit.Quality,
        Onset = hit.Onset,
        RaisedAt = hit.At,
        ChangedAt = hit.At,
    };

    /// <summary>From B or C: another stage. A rise asks for a new acknowledgement, a fall keeps the one given.</summary>
    public static AlarmState Level(AlarmState state, in StageHit hit)
    {
        bool rise = hit.Level < state.Level;
        AlarmState next = Step(state, hit.At) with
        {
            Stage = hit.Stage,
            Level = hit.Level,
            Value = hit.Value,
            Limit = hit.Limit,
            Quality = hit.Quality,
        };
        return rise ? next with { Acked = false, AckedBy = null, UnackedSince = next.Number } : next;
    }

    /// <summary>From E or F: the condition of a latched alarm came back.</summary>
    public static AlarmState Retrigger(AlarmState state, in StageHit hit)
    {
        AlarmState next = Level(state, hit);
        return next with
        {
            Active = true,
            Acked = false,
            AckedBy = null,
            UnackedSince = next.Number,
            Retriggers = state.Retriggers + 1,
        };
    }

    /// <summary>From B or C: the condition has gone. Latching: to E or F; otherwise the occurrence has ended: to D or A.</summary>
    public static AlarmState Return(AlarmState state, bool latching, double? value, MonotonicTime at) =>
        Step(state, at) with { Active = false, Latched = latching, Value = value ?? state.Value, Quality = Quality.Good };

    /// <summary>From B, D or E.</summary>
    public static AlarmState Acknowledge(AlarmState state, string by, MonotonicTime at) =>
        Step(state, at) with { Acked = true, AckedBy = by };

    /// <summary>From F: the latch is opened, the occurrence has ended.</summary>
    public static AlarmState Reset(AlarmState state, MonotonicTime at) =>
        Step(state, at) with { Latched = false };

    /// <summary>From any state but A: the alarm is no more (its rule was taken away, or another occurrence takes its place).</summary>
    public static AlarmState Remove(AlarmState state, MonotonicTime at) =>
        Step(state, at) with { Active = false, Latched = false, Acked = true };

    public static AlarmState WithQuality(AlarmState state, Quality quality, MonotonicTime at) =>
        Step(state, at) with { Quality = quality };

    /// <summary>Whether an acknowledgement that names <paramref name="number"/> of <paramref name="serial"/> may be taken.</summary>
    public static AckResult MayAcknowledge(AlarmState state, uint serial, int number) =>
        serial != state.Serial ? AckResult.Stale
        : state.Acked ? AckResult.Already
        : number < state.UnackedSince ? AckResult.Stale
        : AckResult.Done;

    public static AckResult MayReset(AlarmState state, uint serial) =>
        serial != state.Serial ? AckResult.Stale
        : state.Active || !state.Acked ? AckResult.Refused
        : state.Latched ? AckResult.Done
        : AckResult.Already;

    private static AlarmState Step(AlarmState state, MonotonicTime at) =>
        state with { Number = state.Number + 1, ChangedAt = at };
}
