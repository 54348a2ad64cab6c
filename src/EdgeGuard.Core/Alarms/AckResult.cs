namespace EdgeGuard.Core.Alarms;

/// <summary>What became of a command on an alarm.</summary>
public enum AckResult : byte
{
    Done,

    /// <summary>It already was; nothing changed.</summary>
    Already,

    /// <summary>It names an older occurrence, or was given before the alarm rose to a higher level.</summary>
    Stale,

    /// <summary>No alarm has this serial now, or this key.</summary>
    Unknown,

    /// <summary>Reset while active or unacknowledged.</summary>
    Refused,

    /// <summary>Nobody may silence this alarm.</summary>
    NotShelvable,

    /// <summary>Level 1 needs the word of a second person.</summary>
    NeedsSecondPerson,

    /// <summary>Longer than is allowed in all, or no time at all.</summary>
    TooLong,

    /// <summary>Without an author or a reason.</summary>
    Incomplete,
}
