namespace EdgeGuard.Core.Points;

/// <summary>How far the wall clock can be trusted (the envelope's <c>tsq</c>).</summary>
public enum ClockSync : byte
{
    /// <summary>Never synchronised in this run: a Pi without a clock battery boots in the past.</summary>
    Unsynced,

    /// <summary>Was synchronised in this run, and is not now.</summary>
    Holdover,

    /// <summary>Synchronised.</summary>
    Sync,
}
