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

    public bool Active { get; init; }

    public bool Acked { get; init; } = true;

    public bool Latched { get; init; }

    /// <summary>Index of the rule's stage; kept after the end, so that a late reader knows what it was.</summary>
    public int Stage { get; init; }

    public int Level { get; init; }

    /// <summary>The value that last changed the state.</summary>
    public double? Value { get; init; }

    public double? Limit { get; init; }

    /// <summary>Seconds that remain until what it warns of, by forecast at the latest transition; null where there is none.</summary>
    public double? Forecast { get; init; }

    public Quality Quality { get; init; } = Quality.Good;

    /// <summary>When the condition first held.</summary>
    public MonotonicTime Onset { get; init; }

    /// <summary>Of the begin.</summary>
    public MonotonicTime RaisedAt { get; init; }

    /// <summary>Of the latest transition.</summary>
    public MonotonicTime ChangedAt { get; init; }

    public int Retriggers { get; init; }

    public string? AckedBy { get; init; }

    [JsonIgnore]
    public AlarmLetter Letter => (Active, Latched, Acked) switch
    {
        (true, _, false) => AlarmLetter.B,
        (true, _, true) => AlarmLetter.C,
        (false, true, false) => AlarmLetter.E,
        (false, true, true) => AlarmLetter.F,
        (false, false, false) => AlarmLetter.D,
        (false, false, true) => AlarmLetter.A,
    };
}
