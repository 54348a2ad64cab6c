using System.Device.I2c;
using EdgeGuard.Core.Points;
using Iot.Device.Bmxx80.ReadResult;
using Binding = Iot.Device.Bmxx80.Bmp280;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>Bosch BMP280: temperature and pressure. Source: datasheet BST-BMP280-DS001, section 4.3.</summary>
internal sealed class Bmp280Chip(I2cDevice device, PointId temperature, PointId pressure, TimeProvider time)
    : Bmx280Chip<Binding>(device, temperature, pressure, time)
{
    protected override string Name => "BMP280";

    protected override byte Id => 0x58;

    protected override Binding Bind() => new(Device);

    protected override (double? DegreesCelsius, double? Pascals, double? PercentHumidity) Measure(Binding binding)
    {
        Bmp280ReadResult result = binding.Read();
        return (result.Temperature?.DegreesCelsius, result.Pressure?.Pascals, null);
    }
}
