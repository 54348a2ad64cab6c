namespace EdgeGuard.Core.Alarms;

/// <summary>What a transition tells (domain: section 4.1, rule 3). Per serial exactly one Begin and at most one End.</summary>
public enum AlarmFlag : byte
{
    Begin,
    End,

    /// <summary>Acknowledged by a person.</summary>
    Ack,

    /// <summary>The same occurrence at another stage.</summary>
    Level,

    /// <summary>A latching alarm's condition has gone; the alarm stays until it is reset.</summary>
    Rtn,

    /// <summary>A latched alarm's condition came back.</summary>
    Retrigger,

    /// <summary>Nobody acknowledged this occurrence before the next one began.</summary>
    Superseded,

    /// <summary>The data behind an active alarm went bad, or came back.</summary>
    Quality,

    /// <summary>Taken from sight by a person for a time; the alarm goes on underneath.</summary>
    Shelve,

    /// <summary>The shelving has ended; annunciated again where it is still active.</summary>
    Unshelve,

    /// <summary>Known to be a consequence since it began.</summary>
    Suppress,

    /// <summary>What suppressed it has gone; annunciated again where it is still active.</summary>
    Unsuppress,

    OutOfService,

    InService,

    /// <summary>It comes and goes too often: held active until it is quiet.</summary>
    Chatter,

    /// <summary>Still there: told again after the rule's time.</summary>
    Realarm,
}
