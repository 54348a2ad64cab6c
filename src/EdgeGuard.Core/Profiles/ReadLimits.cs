namespace EdgeGuard.Core.Profiles;

/// <summary>How far one request may reach.</summary>
/// <param name="Registers">At most so many in one answer; the protocol's own limit is 125.</param>
/// <param name="Bits">At most so many coils or discrete inputs; the protocol's own limit is 2000.</param>
/// <param name="Gap">Registers or bits nobody asked for that may be read along to join two points. 0 unless the device is known to answer them.</param>
public sealed record ReadLimits(int Registers = ReadLimits.MaxRegisters, int Bits = ReadLimits.MaxBits, int Gap = 0)
{
    /// <summary>Modbus application protocol V1.1b3, section 6.3.</summary>
    public const int MaxRegisters = 125;

    /// <summary>Modbus application protocol V1.1b3, section 6.1.</summary>
    public const int MaxBits = 2000;

    public int Of(RegisterTable table) => table.IsBits() ? Bits : Registers;
}
