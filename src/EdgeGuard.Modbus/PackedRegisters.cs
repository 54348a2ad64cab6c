using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EdgeGuard.Modbus;

/// <summary>Registers on the wire: two bytes each, high byte first.</summary>
internal static class PackedRegisters
{
    public static void Pack(ReadOnlySpan<ushort> registers, Span<byte> bytes)
    {
        for (var i = 0; i < registers.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(2 * i)..], registers[i]);
        }
    }

    public static void Unpack(ReadOnlySpan<byte> bytes, Span<ushort> registers)
    {
        bytes[..(2 * registers.Length)].CopyTo(MemoryMarshal.AsBytes(registers));
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(registers, registers);
        }
    }
}
