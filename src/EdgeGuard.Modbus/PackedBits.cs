namespace EdgeGuard.Modbus;

/// <summary>Bits as Modbus packs them: the first in the lowest bit of the first byte, the last byte padded with 0.</summary>
internal static class PackedBits
{
    public static int ByteCount(int bits) => (bits + 7) / 8;

    public static void Pack(ReadOnlySpan<bool> bits, Span<byte> bytes)
    {
        bytes[..ByteCount(bits.Length)].Clear();
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits[i])
            {
                bytes[i >> 3] |= (byte)(1 << (i & 7));
            }
        }
    }

    public static void Unpack(ReadOnlySpan<byte> bytes, Span<bool> bits)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = (bytes[i >> 3] >> (i & 7) & 1) != 0;
        }
    }
}
