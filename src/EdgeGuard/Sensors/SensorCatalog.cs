using System.Diagnostics.CodeAnalysis;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

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

    public static IReadOnlyList<SensorModel> All { get; } =
    [
        new("sht3x", BusKind.I2c, [Sht3x.FirstAddress, Sht3x.SecondAddress], _ => Climate,
            (chip, _, point, time) => new Sht3x(chip, point(Temperature), point(Humidity), time)),
        new("ads1115", BusKind.I2c, [.. Enumerable.Range(Ads1115.FirstAddress, Ads1115.LastAddress - Ads1115.FirstAddress + 1)], Channels,
            (chip, device, point, time) => new Ads1115(chip, InOrder(device).Select(c => new Ads1115Channel(point(c.Key), c.Value)), time)),
        new("contacts", BusKind.Gpio, [], Contacts, Create: null),
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
