using System.Globalization;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Maxim DS18B20 behind the kernel's 1-Wire master: temperature (degC). The kernel converts and reads when its file is read, which takes up to
/// 750 ms. Source: datasheet DS18B20 (19-7487): scratchpad in figure 9, temperatures in table 1, checksum in figure 11; the file's form:
/// Documentation/w1/slaves/w1_therm.rst of Linux.
/// </summary>
/// <param name="read">The text of the chip's w1_slave: nine bytes and "crc=.. YES", then the same and "t=".</param>
internal sealed class Ds18b20(Func<string> read, PointId temperature) : IPointSource
{
    private const int ScratchpadBytes = 9;
    private const double LowestDegC = -55, HighestDegC = 125;

    /// <summary>85 degC stands in the scratchpad until a conversion ends: the chip lost its supply meanwhile, or it was too weak.</summary>
    private const short PowerOnValue = 0x0550;

    /// <summary>The configuration byte's bits that are always 1, and the one that is always 0.</summary>
    private const byte ConfigOnes = 0x1F, ConfigZero = 0x80;

    public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            Add(batch, read());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            batch.Fail(QualityReason.CommFailure, e.Message);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Maxim's CRC-8: polynomial x⁸ + x⁵ + x⁴ + 1, reflected, from 0; over data and checksum it is 0.</summary>
    public static byte Checksum(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (byte)((crc & 1) != 0 ? crc >> 1 ^ 0x8C : crc >> 1);
        }

        return crc;
    }

    /// <summary>At less than 12 bits the lowest ones mean nothing.</summary>
    public static double DegreesCelsius(short raw, byte config) => (raw & -1 << 3 - (config >> 5 & 3)) / 16.0;

    private void Add(PollBatch batch, string text)
    {
        Span<byte> bytes = stackalloc byte[ScratchpadBytes];
        if (!TryParse(text, bytes))
        {
            batch.Fail(QualityReason.CommFailure, "the kernel has no answer of the chip");
            return;
        }

        // A line that lies on ground reads as zeros, whose checksum is right; one that nobody holds as ones.
        if (bytes.IndexOfAnyExcept((byte)0) < 0)
            batch.Fail(QualityReason.CommFailure, "the 1-Wire line is shorted to ground");
        else if (bytes.IndexOfAnyExcept((byte)0xFF) < 0)
            batch.Fail(QualityReason.CommFailure, "no chip answers on the 1-Wire line");
        else if (Checksum(bytes) != 0)
            batch.AddBad(temperature, QualityReason.Crc, "the scratchpad's checksum is wrong");
        else
            Add(batch, (short)(bytes[1] << 8 | bytes[0]), bytes[4]);
    }

    private void Add(PollBatch batch, short raw, byte config)
    {
        double value = DegreesCelsius(raw, config);
        if ((config & (ConfigOnes | ConfigZero)) != ConfigOnes)
            batch.AddBad(temperature, QualityReason.SensorFault, $"this is no DS18B20 (configuration 0x{config:X2})");
        else if (raw == PowerOnValue)
            batch.AddBad(temperature, QualityReason.SensorFault, "85 degC is what the chip says before it has measured (its supply?)");
        else if (value is < LowestDegC or > HighestDegC)
            batch.AddBad(temperature, QualityReason.OutOfRange, $"{value:F1} degC is outside {LowestDegC} to {HighestDegC}");
        else
            batch.Add(Reading.Good(temperature, value, batch.At));
    }

    private static bool TryParse(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        int at = 0;
        foreach (Range part in text.Split(' '))
        {
            if (at == bytes.Length)
                return true;
            if (!byte.TryParse(text[part], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[at++]))
                return false;
        }

        return false;
    }
}
