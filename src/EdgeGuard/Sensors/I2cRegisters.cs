using System.Buffers.Binary;
using System.Device.I2c;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>Chips whose registers are one or two bytes, the high one first, behind a byte that selects.</summary>
internal static class I2cRegisters
{
    public static void WriteByte(this I2cDevice device, byte register, byte value) => device.Write([register, value]);

    public static byte ReadByte(this I2cDevice device, byte register)
    {
        Span<byte> bytes = stackalloc byte[1];
        device.WriteRead([register], bytes);
        return bytes[0];
    }

    public static void WriteWord(this I2cDevice device, byte register, ushort value)
    {
        Span<byte> bytes = [register, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], value);
        device.Write(bytes);
    }

    public static ushort ReadWord(this I2cDevice device, byte register)
    {
        Span<byte> bytes = stackalloc byte[2];
        device.WriteRead([register], bytes);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
