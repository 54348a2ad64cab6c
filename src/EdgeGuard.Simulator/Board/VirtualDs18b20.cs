using System.Globalization;

namespace EdgeGuard.Simulator.Board;

/// <summary>
/// A DS18B20 of 12 bits as Linux shows it: the text of its w1_slave. Source: datasheet DS18B20 (19-7487), figure 9 and table 1; checksum: application note
/// 27, figure 2.
/// </summary>
/// <param name="temperature">degC, now.</param>
internal sealed class VirtualDs18b20(Func<double> temperature)
{
    /// <summary>The conversion does not take place, so the value of the power-on stays.</summary>
    public bool IsStarved { get; set; }

    public bool IsGone { get; set; }

    public bool CorruptsChecksum { get; set; }

    /// <exception cref="IOException">It does not answer.</exception>
    public string Read()
    {
        if (IsGone)
            throw new IOException("Input/output error: the 1-Wire chip does not answer.");
        int sixteenths = IsStarved ? 85 * 16 : (int)Math.Floor(temperature() * 16);
        byte[] pad = [(byte)sixteenths, (byte)(sixteenths >> 8), 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10, 0];
        pad[8] = Checksum(pad.AsSpan(0, 8));
        if (CorruptsChecksum)
            pad[0] ^= 0x10;
        string bytes = string.Join(' ', pad.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
        string verdict = CorruptsChecksum ? "NO" : "YES";
        return string.Create(CultureInfo.InvariantCulture, $"{bytes} : crc={pad[8]:x2} {verdict}\n{bytes} t={sixteenths * 1000 / 16}\n");
    }

    /// <summary>Bit by bit into a shift register with taps at x⁸, x⁵ and x⁴, lowest bit first.</summary>
    internal static byte Checksum(ReadOnlySpan<byte> bytes)
    {
        int register = 0;
        for (int i = 0; i < 8 * bytes.Length; i++)
        {
            int input = (bytes[i / 8] >> i % 8 ^ register) & 1;
            register >>= 1;
            if (input != 0)
                register ^= 0b1000_1100;
        }

        return (byte)register;
    }
}
