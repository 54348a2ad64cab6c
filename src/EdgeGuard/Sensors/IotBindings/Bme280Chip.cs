using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.ReadResult;
using Binding = Iot.Device.Bmxx80.Bme280;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>Bosch BME280: temperature, relative humidity (%RH) and pressure. Source: datasheet BST-BME280-DS002, sections 4.2 and 5.4.</summary>
internal sealed class Bme280Chip(I2cDevice device, PointId temperature, PointId humidity, PointId pressure, TimeProvider time)
    : Bmx280Chip<Binding>(device, temperature, pressure, time)
{
    private const byte ControlHumidity = 0xF2, H4High = 0xE4, H5High = 0xE6, Sign = 0x80;

    protected override string Name => "BME280";

    protected override byte Id => 0x60;

    /// <summary>The binding takes two trimming values of 12 bits as if they had no sign, and from such a chip its humidity would be wrong.</summary>
    protected override string? Stranger() => base.Stranger() ?? (((Device.ReadByte(H4High) | Device.ReadByte(H5High)) & Sign) != 0
        ? "the binding cannot read this one's trimming (H4 or H5 is below 0); take sensor bme280"
        : null);

    protected override Binding Bind() => new(Device);

    /// <summary>The humidity's setting takes effect with a write of the other one.</summary>
    protected override void State(Binding binding)
    {
        binding.HumiditySampling = Sampling.LowPower;
        base.State(binding);
    }

    protected override bool KeptOtherSettings() => Device.ReadByte(ControlHumidity) == (byte)Sampling.LowPower;

    protected override (double? DegreesCelsius, double? Pascals, double? PercentHumidity) Measure(Binding binding)
    {
        Bme280ReadResult result = binding.Read();
        return (result.Temperature?.DegreesCelsius, result.Pressure?.Pascals, result.Humidity?.Percent);
    }

    protected override void AddOthers(PollBatch batch, double? percent) =>
        Add(batch, humidity, "humidity", IsWarmthKnown ? RawHumidity : 0, 16, percent, 0, 100);
}
