namespace EdgeGuard.Core.Pipeline;

/// <summary>Why an output is written.</summary>
public enum WriteCause : byte
{
    /// <summary>Somebody asked for it.</summary>
    Asked,

    /// <summary>Back to rest: its time is over, or the writing before failed.</summary>
    Returned,

    /// <summary>Back to rest: its interlock does not hold any more.</summary>
    Interlock,

    /// <summary>To rest at a start, where an earlier run may have left it at something else; not written where it is at rest.</summary>
    Start,

    /// <summary>Back to rest at a stop.</summary>
    Stop,
}
