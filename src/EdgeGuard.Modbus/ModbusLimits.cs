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

    internal static void Require(ushort address, int count, int most, string parameter)
    {
        if (count < 1 || count > most)
        {
            throw new ArgumentException($"{count} items in one request; the protocol allows 1 to {most}. Split the request.", parameter);
        }

        if (address + count > 65_536)
        {
            throw new ArgumentException($"{count} items from address {address} run past address 65535.", parameter);
        }
    }
}
