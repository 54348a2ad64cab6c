namespace EdgeGuard.Modbus;

/// <summary>What fits one request (Application Protocol V1.1b3, 4.1 and 6).</summary>
public static class ModbusLimits
{
    public const int ReadBits = 2000;
    public const int ReadRegisters = 125;
    public const int WriteBits = 1968;
    public const int WriteRegisters = 123;

    /// <summary>Registers written by function 23; it reads up to <see cref="ReadRegisters"/>.</summary>
    public const int ReadWriteWriteRegisters = 121;

    /// <summary>Bytes of a protocol data unit: function code and data.</summary>
    public const int Pdu = 253;
}
