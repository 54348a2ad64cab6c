namespace EdgeGuard.Core.Alarms;

/// <summary>The states of ISA-18.2 by their letters.</summary>
public enum AlarmLetter : byte
{
    /// <summary>Normal.</summary>
    A,

    /// <summary>Active, unacknowledged.</summary>
    B,

    /// <summary>Active, acknowledged.</summary>
    C,

    /// <summary>Returned to normal, unacknowledged.</summary>
    D,

    /// <summary>Latched, unacknowledged.</summary>
    E,

    /// <summary>Latched, acknowledged.</summary>
    F,

    /// <summary>Shelved by a person.</summary>
    G,

    /// <summary>Suppressed by design.</summary>
    H,

    /// <summary>Out of service.</summary>
    I,
}
