using System.Buffers.Binary;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// The trimming values of one BME280 and the way from its codes to units, in the datasheet's integer arithmetic: 32 bits, for the pressure 64.
/// Source: BST-BME280-DS002, table 16 and section 4.2.3.
/// </summary>
internal sealed record Bme280Trimming(
    ushort T1, short T2, short T3,
    ushort P1, short P2, short P3, short P4, short P5, short P6, short P7, short P8, short P9,
    byte H1, short H2, byte H3, short H4, short H5, sbyte H6)
{
    /// <summary>An empty memory gives a temperature that never changes, and a division by zero.</summary>
    public bool IsPlausible => T1 is not (0 or ushort.MaxValue) && T2 is not (0 or -1) && P1 is not (0 or ushort.MaxValue);

    /// <param name="first">26 bytes from 0x88.</param>
    /// <param name="second">7 bytes from 0xE1.</param>
    public static Bme280Trimming Parse(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(first),
        Signed(first, 2),
        Signed(first, 4),
        BinaryPrimitives.ReadUInt16LittleEndian(first[6..]),
        Signed(first, 8),
        Signed(first, 10),
        Signed(first, 12),
        Signed(first, 14),
        Signed(first, 16),
        Signed(first, 18),
        Signed(first, 20),
        Signed(first, 22),
        first[25],
        Signed(second, 0),
        second[2],
        (short)((sbyte)second[3] << 4 | second[4] & 0x0F),
        (short)((sbyte)second[5] << 4 | second[4] >> 4),
        (sbyte)second[6]);

    /// <summary>The temperature in 1/5120 K, as the other two formulas want it.</summary>
    public int FineTemperature(int raw)
    {
        int straight = ((raw >> 3) - (T1 << 1)) * T2 >> 11;
        int offset = (raw >> 4) - T1;
        int bent = (offset * offset >> 12) * T3 >> 14;
        return straight + bent;
    }

    /// <summary>In steps of 0.01.</summary>
    public static double DegreesCelsius(int fine) => (fine * 5 + 128 >> 8) / 100.0;

    /// <summary>In steps of 1/256.</summary>
    public double Pascals(int raw, int fine)
    {
        long t = fine - 128_000L;
        long offset = t * t * P6 + (t * P5 << 17) + ((long)P4 << 35);
        long sensitivity = (t * t * P3 >> 8) + (t * P2 << 12);
        sensitivity = ((1L << 47) + sensitivity) * P1 >> 33;
        if (sensitivity == 0)
            return double.NaN;
        long p = ((1_048_576L - raw << 31) - offset) * 3125 / sensitivity;
        long square = P9 * (p >> 13) * (p >> 13) >> 25;
        long linear = P8 * p >> 19;
        return ((p + square + linear >> 8) + ((long)P7 << 4)) / 256.0;
    }

    /// <summary>In steps of 1/1024; the datasheet's arithmetic ends at 0 and 100.</summary>
    public double PercentHumidity(int raw, int fine)
    {
        int t = fine - 76_800;
        int moist = (raw << 14) - (H4 << 20) - H5 * t + 16_384 >> 15;
        int gain = (t * H6 >> 10) * ((t * H3 >> 11) + 32_768) >> 10;
        int h = moist * ((gain + 2_097_152) * H2 + 8192 >> 14);
        h -= ((h >> 15) * (h >> 15) >> 7) * H1 >> 4;
        return (Math.Clamp(h, 0, 419_430_400) >> 12) / 1024.0;
    }

    private static short Signed(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]);
}
