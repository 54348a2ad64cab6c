namespace EdgeGuard.Simulator.Board;

/// <summary>A chip at one I2C address. False: it did not acknowledge. Called by one transfer at a time.</summary>
internal interface IVirtualChip
{
    bool Write(ReadOnlySpan<byte> bytes);

    bool Read(Span<byte> bytes);

    /// <summary>From now on every checksum it sends is wrong, or right again.</summary>
    bool CorruptsChecksums { get; set; }

    /// <summary>Its supply failed for a moment: everything is as after power-on.</summary>
    void PowerCycle();
}
