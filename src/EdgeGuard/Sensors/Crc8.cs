namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Sensirion's CRC-8: polynomial 0x31 (x⁸ + x⁵ + x⁴ + 1), initial value 0xFF, neither reflected nor inverted; 0xBEEF gives
/// 0x92. Source: datasheet SHT3x-DIS, section 4.12.
/// </summary>
internal static class Crc8
{
    private const byte Polynomial = 0x31, Initial = 0xFF;

    public static byte Compute(ReadOnlySpan<byte> data)
    {
        byte crc = Initial;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (byte)((crc & 0x80) != 0 ? (crc << 1) ^ Polynomial : crc << 1);
        }

        return crc;
    }

    /// <summary>Two bytes and their CRC.</summary>
    public static bool IsWord(ReadOnlySpan<byte> word) => Compute(word[..2]) == word[2];
}
