using System.Buffers.Binary;
using System.Numerics;

namespace EdgeGuard.Gateway.Store;

/// <summary>CRC-32C (Castagnoli), continued from a seed; without the final inversion, since the values are only compared.</summary>
internal static class Crc32C
{
    public static uint Of(uint seed, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~seed;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes) crc = BitOperations.Crc32C(crc, b);
        return crc;
    }
}
