using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>The durable state of one alarm (a rule on a point). Immutable; <see cref="AlarmMachine"/> makes the next one.</summary>
public sealed record AlarmState
{
    public static readonly AlarmState Normal = new();

    /// <summary>Number of the occurrence, the same in its begin and its end; 0 before the first.</summary>
    public uint Serial { get; init; }

    /// <summary>Transitions of this serial so far; its begin is 1.</summary>
    public int Number { get; init; }

    /// <summary>Number of the transition since which it waits for an acknowledgement; an acknowledgement of an earlier one is stale.</summary>
    public int UnackedSince { get; init; }

    /// <summary>Null while the B-interface knows of none: before its begin, and after its end.</summary>
    public BOccurrence? B { get; init; }

    public bool Active { get; init; }

    public bool Acked { get; init; } = true;

    public bool Latched { get; init; }

    /// <summary>Index of the rule's stage; kept after the end, so that a late reader knows what it was.</summary>
    public int Stage { get; init; }

    public int Level { get; init; }

    /// <summary>The value that last changed the state.</summary>
    public double? Value { get; init; }

    public double? Limit { get; init; }

    public Quality Quality { get; init; } = Quality.Good;

    /// <summary>When the condition first held.</summary>
    public MonotonicTime Onset { get; init; }

    /// <summary>Of the begin.</summary>
    public MonotonicTime RaisedAt { get; init; }

    /// <summary>Of the latest transition.</summary>
    public MonotonicTime ChangedAt { get; init; }

    public int Retriggers { get; init; }

    public string? AckedBy { get; init; }

    /// <summary>Seconds; see <see cref="Observation.Forecast"/>.</summary>
    public double? Forecast { get; init; }

    public FirstOutRank? FirstOut { get; init; }

    /// <summary>The level it rose to because nobody acknowledged it in time; it does not fall below it again.</summary>
    public int? EscalatedTo { get; init; }

    /// <summary>Comes and goes too often, and is held.</summary>
    public bool Chattering { get; init; }

    /// <summary>Raw rising edges while it was held.</summary>
    public int ChatterCount { get; init; }

    public Shelving? Shelved { get; init; }

    /// <summary>Time this occurrence was shelved for before, in all.</summary>
    public TimeSpan ShelvedBefore { get; init; }

    public Suppressed? Suppressed { get; init; }

    public OutOfService? OutOfService { get; init; }

    /// <summary>The alarm's own state, A to F, whatever keeps it from sight.</summary>
    [JsonIgnore]
    public AlarmLetter Phase => (Active, Latched, Acked) switch
    {
        (true, _, false) => AlarmLetter.B,
        (true, _, true) => AlarmLetter.C,
        (false, true, false) => AlarmLetter.E,
        (false, true, true) => AlarmLetter.F,
        (false, false, false) => AlarmLetter.D,
        (false, false, true) => AlarmLetter.A,
    };

    [JsonIgnore]
    public AlarmLetter Letter =>
        OutOfService is not null ? AlarmLetter.I
        : Shelved is not null ? AlarmLetter.G
        : Suppressed is not null ? AlarmLetter.H
        : Phase;

    /// <summary>Whether people are to see it.</summary>
    [JsonIgnore]
    public bool Annunciated => Letter is not (AlarmLetter.A or AlarmLetter.G or AlarmLetter.H or AlarmLetter.I);

    /// <summary>Something keeps it from sight.</summary>
    [JsonIgnore]
    public bool Hidden => OutOfService is not null || Shelved is not null || Suppressed is not null;
}
