namespace EdgeGuard.Core.Alarms;

/// <summary>
/// What a snapshot keeps of one alarm: all that goes on with time. Moments are ticks since the start of the run that made
/// the snapshot; null where there is none.
/// </summary>
public sealed record AlarmTimers
{
    /// <summary>The alarm's key.</summary>
    public required string Key { get; init; }

    /// <summary>In the rule's order.</summary>
    public required IReadOnlyList<StageTimer> Stages { get; init; }

    /// <summary>Of the occurrence that the moments below belong to; another one has moments of its own.</summary>
    public uint Serial { get; set; }

    public long? Previous { get; set; }

    public bool PreviousGood { get; set; }

    public long? BadSince { get; set; }

    public int BadReadings { get; set; }

    public bool RawOn { get; set; }

    public bool Evaluated { get; set; }

    public long? EdgeFrom { get; set; }

    public long? EdgeTo { get; set; }

    public long? StandsSince { get; set; }

    public long? AskedAt { get; set; }

    public long? ToldAt { get; set; }

    /// <summary>As a parent: when it ended, while its tail lasts.</summary>
    public long? EndedAt { get; set; }

    public int EndedLevel { get; set; }

    public uint EndedSerial { get; set; }

    /// <summary>As a child: key of the parent it waits for, since when, and when a parent last cancelled.</summary>
    public string? WaitsFor { get; set; }

    public long? WaitsSince { get; set; }

    public long? CancelledAt { get; set; }

    public long? InhibitedSince { get; set; }

    public ChatterMemory? Chatter { get; set; }
}
