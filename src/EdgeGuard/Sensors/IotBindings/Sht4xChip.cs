using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Iot.Device.Sht4x;
using UnitsNet;
using Binding = Iot.Device.Sht4x.Sht4x;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>Sensirion SHT40, SHT41, SHT45: temperature (degC) and relative humidity (%RH). Source: datasheet SHT4x, sections 2 and 4.</summary>
internal sealed class Sht4xChip(I2cDevice device, PointId temperature, PointId humidity, TimeProvider time) : BoundChip<Binding>(device, time)
{
    private const double LowestDegC = -40, HighestDegC = 125;

    protected override Binding Bind() => new(Device);

    protected override ValueTask<string?> ReadAsync(Binding binding, PollBatch batch, CancellationToken cancellationToken)
    {
        (RelativeHumidity? percent, Temperature? degrees) = binding.ReadHumidityAndTemperature(Sht4xRepeatability.High);
        SensirionWord.Add(batch, temperature, Heard[..3], "temperature", _ => degrees?.DegreesCelsius ?? double.NaN, LowestDegC, HighestDegC);
        SensirionWord.Add(batch, humidity, Heard[3..], "humidity", _ => percent?.Percent ?? double.NaN, 0, 100);
        return new((string?)null);
    }
}
