using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using UnitsNet;
using Binding = Iot.Device.DHTxx.Dht12;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// Aosong DHT12 on I2C: temperature (degC) and relative humidity (%RH), five bytes whose last is the sum of the others; read twice a poll, for the
/// binding reads them for each value. Source: datasheet DHT12.
/// </summary>
internal sealed class Dht12Chip(I2cDevice device, PointId temperature, PointId humidity, TimeProvider time) : BoundChip<Binding>(device, time)
{
    public const int Address = Binding.DefaultI2cAddress;

    private readonly DhtValues _values = new(temperature, humidity, -20, 60);

    protected override Binding Bind() => new(Device);

    protected override ValueTask<string?> ReadAsync(Binding binding, PollBatch batch, CancellationToken cancellationToken)
    {
        if (binding.TryReadTemperature(out Temperature degrees) && binding.TryReadHumidity(out RelativeHumidity percent))
        {
            _values.Add(batch, degrees, percent);
            return new((string?)null);
        }

        if (Heard is [var a, var b, var c, var d, var sum] && (byte)(a + b + c + d) != sum)
        {
            batch.AddBad(_values.Temperature, QualityReason.Crc, "the sum of the answer is wrong");
            batch.AddBad(_values.Humidity, QualityReason.Crc, "the sum of the answer is wrong");
            return new((string?)null);
        }

        return new("the chip measured nothing");
    }
}
