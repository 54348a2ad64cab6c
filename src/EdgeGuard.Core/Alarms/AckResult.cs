namespace EdgeGuard.Core.Alarms;

/// <summary>What became of an acknowledgement or a reset.</summary>
public enum AckResult : byte
{
    Done,

    /// <summary>It already was; nothing changed.</summary>
    Already,

    /// <summary>It names an older occurrence, or was given before the alarm rose to a higher level.</summary>
    Stale,

    /// <summary>No alarm has this serial now.</summary>
    Unknown,

    /// <summary>Reset while active or unacknowledged.</summary>
    Refused,
}
