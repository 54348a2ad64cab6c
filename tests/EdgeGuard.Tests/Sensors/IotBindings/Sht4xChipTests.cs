using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors.IotBindings;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

public sealed class Sht4xChipTests : ClimateContract
{
    protected override ushort RawTemperature => 0x6666;

    protected override ushort RawHumidity => 0x72B0;

    private protected override IPointSource Make(I2cDevice chip, PointId temperature, PointId humidity, TimeProvider time) =>
        new Sht4xChip(chip, temperature, humidity);
}
