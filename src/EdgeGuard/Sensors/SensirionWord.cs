using System.Buffers.Binary;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>A measured word of an SHT: two bytes and their checksum.</summary>
internal static class SensirionWord
{
    public static ushort Raw(ReadOnlySpan<byte> word) => BinaryPrimitives.ReadUInt16BigEndian(word);

    /// <summary>
    /// Adds the word's reading. The two ends of the scale are what a broken element gives (-45 degC, 130 degC, 0 and 100 %RH on an SHT3x),
    /// never what it measures.
    /// </summary>
    public static void Add(
        PollBatch batch, PointId point, ReadOnlySpan<byte> word, string name, Func<ushort, double> scale, double lowest, double highest)
    {
        ushort raw = Raw(word);
        double value = scale(raw);
        if (!Crc8.IsWord(word))
            batch.AddBad(point, QualityReason.Crc, $"the {name}'s checksum is wrong");
        else if (raw is ushort.MinValue or ushort.MaxValue)
            batch.AddBad(point, QualityReason.SensorFault, $"the {name}'s element is broken (0x{raw:X4})");
        else if (value < lowest || value > highest)
            batch.AddBad(point, QualityReason.OutOfRange, $"{name} {value:F1} is outside {lowest} to {highest}");
        else
            batch.Add(Reading.Good(point, value, batch.At));
    }
}
