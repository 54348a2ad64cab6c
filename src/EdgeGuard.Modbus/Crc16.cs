namespace EdgeGuard.Modbus;

/// <summary>The check of an RTU frame: CRC-16, polynomial 0xA001 reflected, start 0xFFFF, low byte first on the line (Serial Line V1.02, 6.2.2).</summary>
internal static class Crc16
{
    private static readonly ushort[] Table = MakeTable();

    public static ushort Compute(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (var b in bytes)
        {
            crc = (ushort)((crc >> 8) ^ Table[(byte)(crc ^ b)]);
        }

        return crc;
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = (ushort)i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (ushort)((value & 1) != 0 ? (value >> 1) ^ 0xA001 : value >> 1);
            }

            table[i] = value;
        }

        return table;
    }
}
