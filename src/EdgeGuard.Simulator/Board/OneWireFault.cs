namespace EdgeGuard.Simulator.Board;

/// <summary>What is wrong with the chip on 1-Wire.</summary>
public enum OneWireFault : byte
{
    None,

    /// <summary>Nobody answers.</summary>
    Gone,

    /// <summary>Its supply is too weak for a conversion: it says 85 degC.</summary>
    Starved,

    BadChecksum,
}
