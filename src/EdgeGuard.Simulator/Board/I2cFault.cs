namespace EdgeGuard.Simulator.Board;

/// <summary>What is wrong with a chip or its wires.</summary>
public enum I2cFault : byte
{
    None,

    /// <summary>No acknowledge: pulled out, or hung.</summary>
    Nack,

    /// <summary>It answers, with checksums that are wrong (chips that have them).</summary>
    BadChecksum,
}
