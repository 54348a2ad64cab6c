using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// The alarm states of ISA-18.2 as pure steps (domain: section 4.1). Every step takes a state and gives the next one;
/// which flag to tell is the step's name. It keeps the law that a serial has one Begin and at most one End.
/// </summary>
public static class AlarmMachine
{
    /// <summary>From A or D: a new occurrence. What a person took from sight stays there.</summary>
    public static AlarmState Begin(AlarmState before, BOccurrence b, in StageHit hit, Suppressed? suppressed, FirstOutRank? firstOut) => new()
    {
        Serial = b.Serial,
        B = b,
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
        Forecast = hit.Forecast,
        FirstOut = firstOut,
        Suppressed = suppressed,
        Shelved = before.Shelved,
        ShelvedBefore = before.Shelved is null ? TimeSpan.Zero : before.ShelvedBefore,
        OutOfService = before.OutOfService,
    };

    /// <summary>From B or C: another stage. A rise asks for a new acknowledgement, a fall keeps the one given.</summary>
    public static AlarmState Level(AlarmState state, BOccurrence? b, in StageHit hit)
    {
        int level = Math.Min(hit.Level, state.EscalatedTo ?? hit.Level);
        bool rise = level < state.Level;
        AlarmState next = Step(state, hit.At) with
        {
            B = b,
            Stage = hit.Stage,
            Level = level,
            Value = hit.Value,
            Limit = hit.Limit,
            Quality = hit.Quality,
            Forecast = hit.Forecast,
        };
        return rise ? Ask(next) : next;
    }

    /// <summary>From E or F: the condition of a latched alarm came back.</summary>
    public static AlarmState Retrigger(AlarmState state, BOccurrence? b, in StageHit hit, Suppressed? suppressed) =>
        Ask(Level(state with { EscalatedTo = null }, b, hit)) with
        {
            Active = true,
            Retriggers = state.Retriggers + 1,
            Suppressed = suppressed ?? state.Suppressed,
        };

    /// <summary>
    /// From B or C: the condition has gone. Latching: to E or F; otherwise the occurrence has ended: to D, or to A where
    /// nobody was shown it and so nobody is asked to acknowledge it. With it ends its suppression.
    /// </summary>
    public static AlarmState Return(AlarmState state, bool latching, double? value, MonotonicTime at)
    {
        AlarmState next = Step(state, at) with
        {
            Active = false,
            Latched = latching,
            Value = value ?? state.Value,
            Quality = Quality.Good,
            Forecast = null,
            EscalatedTo = null,
            Chattering = false,
        };
        return latching ? next : next with { Acked = state.Acked || state.Hidden, Suppressed = null, B = null };
    }

    /// <summary>From B: nobody acknowledged it in time.</summary>
    public static AlarmState Escalate(AlarmState state, BOccurrence b, int level, MonotonicTime at) =>
        Ask(Step(state, at)) with { B = b, Level = level, EscalatedTo = level };

    /// <summary>From B or C: still there after the rule's time, and asks again.</summary>
    public static AlarmState Realarm(AlarmState state, MonotonicTime at)
    {
        AlarmState next = Step(state, at);
        return state.Acked ? Ask(next) : next;
    }

    public static AlarmState Chatter(AlarmState state, int count, MonotonicTime at) =>
        Step(state, at) with { Chattering = true, ChatterCount = count };

    public static AlarmState Shelve(AlarmState state, AlarmRule rule, Shelving shelving, MonotonicTime at) =>
        Step(Known(state, rule), at) with { Shelved = shelving };

    /// <param name="unused">What was left of the time it was shelved for.</param>
    public static AlarmState Unshelve(AlarmState state, TimeSpan unused, MonotonicTime at) =>
        Show(state, state with { Shelved = null, ShelvedBefore = state.Shelved!.Total - unused }, at);

    public static AlarmState Suppress(AlarmState state, Suppressed suppressed, MonotonicTime at) =>
        Step(state, at) with { Suppressed = suppressed };

    public static AlarmState Unsuppress(AlarmState state, MonotonicTime at) =>
        Show(state, state with { Suppressed = null }, at);

    public static AlarmState TakeOut(AlarmState state, AlarmRule rule, OutOfService service, MonotonicTime at) =>
        Step(Known(state, rule), at) with { OutOfService = service };

    public static AlarmState PutBack(AlarmState state, MonotonicTime at) =>
        Show(state, state with { OutOfService = null }, at);

    /// <summary>From B, D or E.</summary>
    public static AlarmState Acknowledge(AlarmState state, string by, MonotonicTime at) =>
        Step(state, at) with { Acked = true, AckedBy = by };

    /// <summary>From F: the latch is opened, the occurrence has ended.</summary>
    public static AlarmState Reset(AlarmState state, MonotonicTime at) =>
        Step(state, at) with { Latched = false, Suppressed = null, B = null };

    /// <summary>From D: another occurrence takes its place.</summary>
    public static AlarmState Supersede(AlarmState state, MonotonicTime at) =>
        Step(state, at) with { Acked = true };

    /// <summary>From any state but A: the alarm is no more, its rule was taken away.</summary>
    public static AlarmState Remove(AlarmState state, MonotonicTime at) => Step(state, at) with
    {
        Active = false,
        Latched = false,
        Acked = true,
        Shelved = null,
        Suppressed = null,
        OutOfService = null,
        B = null,
    };

    public static AlarmState WithQuality(AlarmState state, Quality quality, MonotonicTime at) =>
        Step(state, at) with { Quality = quality };

    /// <summary>In a new run: what has an end keeps what was left of it.</summary>
    public static AlarmState Resume(AlarmState state, RunShift shift) => !HasEnd(state) ? state : state with
    {
        Shelved = state.Shelved is { } shelving ? shelving with { Until = shelving.Until.Resume(shift) } : null,
        OutOfService = state.OutOfService is { } service ? service with { Until = service.Until?.Resume(shift) } : null,
    };

    /// <summary>Ends of an earlier run, now that wall time is known.</summary>
    public static AlarmState Synchronise(AlarmState state, MonotonicTime at, DateTimeOffset utc) => !HasEnd(state) ? state : state with
    {
        Shelved = state.Shelved is { } shelving ? shelving with { Until = shelving.Until.Synchronise(at, utc) } : null,
        OutOfService = state.OutOfService is { } service ? service with { Until = service.Until?.Synchronise(at, utc) } : null,
    };

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

    private static bool HasEnd(AlarmState state) => state.Shelved is not null || state.OutOfService is not null;

    private static AlarmState Step(AlarmState state, MonotonicTime at) =>
        state with { Number = state.Number + 1, ChangedAt = at };

    /// <summary>One that never was in alarm and is to be hidden takes the level of the mildest stage.</summary>
    private static AlarmState Known(AlarmState state, AlarmRule rule) =>
        state.Serial == 0 ? state with { Stage = 0, Level = rule.Stages[0].Level } : state;

    /// <summary>It waits for an acknowledgement, from this transition on.</summary>
    private static AlarmState Ask(AlarmState state) =>
        state with { Acked = false, AckedBy = null, UnackedSince = state.Number };

    /// <summary>Something that kept it from sight has gone: what is active and seen again asks again.</summary>
    private static AlarmState Show(AlarmState hidden, AlarmState shown, MonotonicTime at)
    {
        AlarmState next = Step(shown, at);
        return !hidden.Annunciated && next.Annunciated && next.Active ? Ask(next) : next;
    }
}
