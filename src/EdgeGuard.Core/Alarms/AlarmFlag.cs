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
}
