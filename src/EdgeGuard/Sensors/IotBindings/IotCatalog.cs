using System.Device.Gpio;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Iot.Device.DHTxx;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>The sensors that come with Iot.Device.Bindings.</summary>
internal static class IotCatalog
{
    private const string Temperature = SensorCatalog.Temperature, Humidity = SensorCatalog.Humidity, Pressure = SensorCatalog.Pressure;
    private const string CarbonDioxide = "carbonDioxide";

    private static OfferedPoint[] Barometer { get; } =
        [.. SensorCatalog.Warmth, new(Pressure, "env.pressure", Unit.Pascal, Label: null)];

    private static OfferedPoint[] Air { get; } =
        [new(CarbonDioxide, "env.carbonDioxide", Unit.None, Label: null), .. SensorCatalog.Climate];

    public static IReadOnlyList<SensorModel> All { get; } =
    [
        new("iot-sht4x", BusKind.I2c, Sht4x.Addresses, _ => SensorCatalog.Climate,
            (chip, _, point, time) => new Sht4xChip(chip, point(Temperature), point(Humidity), time)),
        new("iot-bme280", BusKind.I2c, [Bme280.FirstAddress, Bme280.SecondAddress], _ => SensorCatalog.Weather,
            (chip, _, point, time) => new Bme280Chip(chip, point(Temperature), point(Humidity), point(Pressure), time)),
        new("iot-bmp280", BusKind.I2c, [Bme280.FirstAddress, Bme280.SecondAddress], _ => Barometer,
            (chip, _, point, time) => new Bmp280Chip(chip, point(Temperature), point(Pressure), time)),
        new("iot-mcp9808", BusKind.I2c, SensorCatalog.Range(Mcp9808.FirstAddress, Mcp9808.LastAddress), _ => SensorCatalog.Warmth,
            (chip, _, point, time) => new Mcp9808Chip(chip, point(Temperature), time)),
        new("iot-scd4x", BusKind.I2c, [Scd4xChip.Address], _ => Air,
            (chip, _, point, time) => new Scd4xChip(chip, point(CarbonDioxide), point(Temperature), point(Humidity), time)),
        new("iot-ina219", BusKind.I2c, SensorCatalog.Range(ShuntMonitor.FirstAddress, ShuntMonitor.LastAddress), _ => SensorCatalog.Supply,
            (chip, device, point, time) => new Ina219Chip(chip, point(SensorCatalog.Voltage), point(SensorCatalog.Current), device.Shunt!, time))
        { Offers = SensorInputs.Shunt, MaxShuntVolts = Ina219.MostShuntVolts },
        new("iot-dht12", BusKind.I2c, [Dht12Chip.Address], _ => SensorCatalog.Climate,
            (chip, _, point, time) => new Dht12Chip(chip, point(Temperature), point(Humidity), time)),
        // The binding gives no temperature below 0 of a DHT11.
        OnLine("iot-dht11", 0, 60, static (line, gpio) => new Dht11(line, gpio, shouldDispose: false)),
        OnLine("iot-dht21", -40, 80, static (line, gpio) => new Dht21(line, gpio, shouldDispose: false)),
        OnLine("iot-dht22", -40, 80, static (line, gpio) => new Dht22(line, gpio, shouldDispose: false)),
    ];

    private static SensorModel OnLine(string name, double lowest, double highest, Func<int, GpioController, DhtBase> bind) =>
        new(name, BusKind.Gpio, [], _ => SensorCatalog.Climate, Create: null)
        {
            Offers = SensorInputs.Line,
            CreateOnLine = (gpio, device, point, time) =>
                new DhtOnLine(gpio, device.Line!.Value, bind, new DhtValues(point(Temperature), point(Humidity), lowest, highest), time),
        };
}
