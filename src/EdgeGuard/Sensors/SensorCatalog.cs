using System.Device.I2c;
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
    internal const string Temperature = "temperature", Humidity = "humidity", Pressure = "pressure", Voltage = "voltage", Current = "current";

    internal static OfferedPoint[] Warmth { get; } = [new(Temperature, "env.temperature", Unit.DegreeCelsius, Label: null)];

    internal static OfferedPoint[] Climate { get; } = [.. Warmth, new(Humidity, "env.humidity", Unit.PercentRelativeHumidity, Label: null)];

    internal static OfferedPoint[] Weather { get; } = [.. Climate, new(Pressure, "env.pressure", Unit.Pascal, Label: null)];

    internal static OfferedPoint[] Supply { get; } =
    [
        new(Voltage, "generic.voltage", Unit.Volt, Label: null),
        new(Current, "generic.current", Unit.Ampere, Label: null),
    ];

    public static IReadOnlyList<SensorModel> All { get; } =
    [
        new("sht3x", BusKind.I2c, [Sht3x.FirstAddress, Sht3x.SecondAddress], _ => Climate,
            (chip, _, point, time) => new Sht3x(chip, point(Temperature), point(Humidity), time)) { Recognise = Sht3x.IsThereAsync },
        new("sht4x", BusKind.I2c, Sht4x.Addresses, _ => Climate,
            (chip, _, point, time) => new Sht4x(chip, point(Temperature), point(Humidity), time)) { Recognise = Sht4x.IsThereAsync },
        new("bme280", BusKind.I2c, [Bme280.FirstAddress, Bme280.SecondAddress], _ => Weather,
            (chip, _, point, time) => new Bme280(chip, point(Temperature), point(Humidity), point(Pressure), time)) { Recognise = Registers(Bme280.IsThere) },
        new("mcp9808", BusKind.I2c, Range(Mcp9808.FirstAddress, Mcp9808.LastAddress), _ => Warmth,
            (chip, _, point, time) => new Mcp9808(chip, point(Temperature), time)) { Recognise = Registers(Mcp9808.IsThere) },
        new("ds18b20", BusKind.OneWire, [], _ => Warmth, Create: null),
        new("ina219", BusKind.I2c, Range(ShuntMonitor.FirstAddress, ShuntMonitor.LastAddress), _ => Supply,
            (chip, device, point, time) => new Ina219(chip, point(Voltage), point(Current), device.Shunt!, time))
        { Offers = SensorInputs.Shunt, MaxShuntVolts = Ina219.MostShuntVolts, Recognise = Registers(Ina219.IsThere) },
        new("ina226", BusKind.I2c, Range(ShuntMonitor.FirstAddress, ShuntMonitor.LastAddress), _ => Supply,
            (chip, device, point, time) => new Ina226(chip, point(Voltage), point(Current), device.Shunt!, time))
        { Offers = SensorInputs.Shunt, MaxShuntVolts = Ina226.MostShuntVolts, Recognise = Registers(Ina226.IsThere) },
        new("ads1115", BusKind.I2c, Range(Ads1115.FirstAddress, Ads1115.LastAddress), Channels,
            (chip, device, point, time) => new Ads1115(chip, Inputs(device, point), time))
        { Offers = SensorInputs.Channels, Recognise = Registers(Ads1115.IsThere) },
        // GPA7 and GPB7 are outputs only since revision D of the datasheet (DS20001952D, 2022): an input that changes while it is read disturbs SDA.
        new("mcp23017", BusKind.I2c, Range(0x20, 0x27), Contacts, Create: null) { Offers = SensorInputs.Contacts, Lines = 16, OutputLines = [7, 15] },
        new("contacts", BusKind.Gpio, [], Contacts, Create: null) { Offers = SensorInputs.Contacts },
#if USE_IOT_DEVICE_BINDINGS
        .. IotCatalog.All,
#endif
    ];

    public static bool TryFind(string name, [MaybeNullWhen(false)] out SensorModel model)
    {
        model = All.FirstOrDefault(m => m.Name == name);
        return model is not null;
    }

    /// <summary>Chips that need no pause.</summary>
    private static Func<I2cDevice, TimeProvider, CancellationToken, ValueTask<bool>> Registers(Func<I2cDevice, bool> isThere) =>
        (chip, _, _) => ValueTask.FromResult(isThere(chip));

    internal static int[] Range(int first, int last) => [.. Enumerable.Range(first, last - first + 1)];

    private static IReadOnlyList<OfferedPoint> Channels(DeviceConfig device) =>
    [
        .. InOrder(device).Select(c => new OfferedPoint(c.Key, c.Value.Signal, ChannelUnit.Find(c.Value.Unit)?.Canonical ?? Unit.None, c.Value.Name)),
        .. LoopsInOrder(device).SelectMany(l => new[]
        {
            new OfferedPoint(l.Key, l.Value.Signal, Unit.None, l.Value.Name),
            Beside(l.Key + LoopConfig.LineSuffix, "contact.line", l.Value.Name, new Words("回路", "loop")),
        }),
    ];

    private static IReadOnlyList<OfferedPoint> Contacts(DeviceConfig device) =>
    [
        .. device.Contacts.OrderBy(c => c.Value.Line).ThenBy(c => c.Key, StringComparer.Ordinal).SelectMany(c => c.Value.CountChanges
            ? [Contact(c.Key, c.Value), Beside(c.Key + ContactConfig.ChangesSuffix, "contact.changes", c.Value.Name, new Words("变化次数", "changes"))]
            : new[] { Contact(c.Key, c.Value) }),
    ];

    private static OfferedPoint Contact(string name, ContactConfig contact) => new(name, contact.Signal, Unit.None, contact.Name);

    /// <summary>A point about a contact: called as the contact is, and what of it.</summary>
    private static OfferedPoint Beside(string name, string signal, Words? contact, Words what) =>
        new(name, signal, Unit.None, contact is null ? null : new Words(contact.Zh + what.Zh, $"{contact.En}, {what.En}"));

    private static IEnumerable<Ads1115Input> Inputs(DeviceConfig device, Func<string, PointId> point) =>
    [
        .. InOrder(device).Select(c => new Ads1115Channel(point(c.Key), c.Value)),
        .. LoopsInOrder(device).Select(l => new SupervisedLoop(point(l.Key), point(l.Key + LoopConfig.LineSuffix), l.Value)),
    ];

    private static IEnumerable<KeyValuePair<string, ChannelConfig>> InOrder(DeviceConfig device) =>
        device.Channels.OrderBy(c => c.Value.Input).ThenBy(c => c.Key, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, LoopConfig>> LoopsInOrder(DeviceConfig device) =>
        device.Loops.OrderBy(c => c.Value.Input).ThenBy(c => c.Key, StringComparer.Ordinal);
}
