namespace EdgeGuard.Gateway.Store;

/// <summary>Why telemetry is missing.</summary>
internal enum GapCause : byte
{
    /// <summary>The room for it was full, and the oldest had to go.</summary>
    Budget,

    /// <summary>The power failed, or the process was killed, before it was kept.</summary>
    Power,

    /// <summary>What it was kept in can no longer be read.</summary>
    Damage,

    /// <summary>Nothing could be kept for so long that the memory for it was full.</summary>
    Memory,
}
