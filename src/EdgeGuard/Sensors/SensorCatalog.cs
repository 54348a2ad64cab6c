using System.Diagnostics.CodeAnalysis;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
#if USE_IOT_DEVICE_BINDINGS
using EdgeGuard.Gateway.Sensors.IotBindings;
#endif

namespace EdgeGuard.Gateway.Sensors;

/// <summary>Every chip the gateway knows. A new one is one class and one line here.</summary>
internal static class SensorCatalog
{
    private const string Temperature = "temperature", Humidity = "humidity";

    private static OfferedPoint[] Climate { get; } =
    [
        new(Temperature, "env.temperature", Unit.DegreeCelsius, Label: null),
        new(Humidity, "env.humidity", Unit.PercentRelativeHumidity, Label: null),
    ];

#if USE_IOT_DEVICE_BINDINGS
    private const string Voltage = "voltage", Current = "current";

    private static OfferedPoint[] Supply { get; } =
    [
        new(Voltage, "generic.voltage", Unit.Volt, Label: null),
        new(Current, "generic.current", Unit.Ampere, Label: null),
    ];

#endif
    public static IReadOnlyList<SensorModel> All { get; } =
    [
        new("sht3x", BusKind.I2c, [Sht3x.FirstAddress, Sht3x.SecondAddress], _ => Climate,
            (chip, _, point, time) => new Sht3x(chip, point(Temperature), point(Humidity), time)),
        new("ads1115", BusKind.I2c, [.. Enumerable.Range(Ads1115.FirstAddress, Ads1115.LastAddress - Ads1115.FirstAddress + 1)], Channels,
            (chip, device, point, time) => new Ads1115(chip, InOrder(device).Select(c => new Ads1115Channel(point(c.Key), c.Value)), time)),
        new("contacts", BusKind.Gpio, [], Contacts, Create: null),
#if USE_IOT_DEVICE_BINDINGS
        new("sht4x", BusKind.I2c, Sht4xChip.Addresses, _ => Climate,
            (chip, _, point, _) => new Sht4xChip(chip, point(Temperature), point(Humidity))),
        new("ina219", BusKind.I2c, [.. Enumerable.Range(Ina219Chip.FirstAddress, Ina219Chip.LastAddress - Ina219Chip.FirstAddress + 1)], _ => Supply,
            (chip, _, point, _) => new Ina219Chip(chip, point(Voltage), point(Current))),
#endif
    ];

    public static bool TryFind(string name, [MaybeNullWhen(false)] out SensorModel model)
    {
        model = All.FirstOrDefault(m => m.Name == name);
        return model is not null;
    }

    private static IReadOnlyList<OfferedPoint> Channels(DeviceConfig device) =>
        [.. InOrder(device).Select(c => new OfferedPoint(c.Key, c.Value.Signal, ChannelUnit.Find(c.Value.Unit)?.Canonical ?? Unit.None, c.Value.Name))];

    private static IReadOnlyList<OfferedPoint> Contacts(DeviceConfig device) =>
        [.. device.Contacts.OrderBy(c => c.Value.Line).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new OfferedPoint(c.Key, c.Value.Signal, Unit.None, c.Value.Name))];

    private static IEnumerable<KeyValuePair<string, ChannelConfig>> InOrder(DeviceConfig device) =>
        device.Channels.OrderBy(c => c.Value.Input).ThenBy(c => c.Key, StringComparer.Ordinal);
}
