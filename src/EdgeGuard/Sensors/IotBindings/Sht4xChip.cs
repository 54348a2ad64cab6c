using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Iot.Device.Sht4x;
using UnitsNet;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>Sensirion SHT40, SHT41, SHT45: temperature (degC) and relative humidity (%RH). Source: datasheet SHT4x, sections 2 and 4.</summary>
internal sealed class Sht4xChip(I2cDevice device, PointId temperature, PointId humidity) : BoundChip<Sht4x>(device)
{
    private const double LowestDegC = -40, HighestDegC = 125;

    /// <summary>The usual one first; the others are variants of the part.</summary>
    public static IReadOnlyList<int> Addresses { get; } = [0x44, 0x45, 0x46];

    protected override Sht4x Bind(I2cDevice device) => new(device);

    protected override void Read(Sht4x binding, PollBatch batch)
    {
        (RelativeHumidity? percent, Temperature? degrees) = binding.ReadHumidityAndTemperature(Sht4xRepeatability.High);
        if (degrees is not { } measured)
            batch.AddBad(temperature, QualityReason.Crc, "the temperature's checksum is wrong");
        else if (measured.DegreesCelsius is < LowestDegC or > HighestDegC)
            batch.AddBad(temperature, QualityReason.OutOfRange, $"{measured.DegreesCelsius:F1} degC is outside {LowestDegC} to {HighestDegC}");
        else
            batch.Add(Reading.Good(temperature, measured.DegreesCelsius, batch.At));

        if (percent is { } moisture)
            batch.Add(Reading.Good(humidity, moisture.Percent, batch.At));
        else
            batch.AddBad(humidity, QualityReason.Crc, "the humidity's checksum is wrong");
    }
}
