namespace EdgeGuard.Core.Configuration;

/// <summary>The bus a device hangs on.</summary>
/// <param name="Key">The same for two devices exactly when they share the physical bus, however each of them names it.</param>
public sealed record DeviceBus(string Key, BusConfig Config)
{
    private const int ModbusPort = 502;

    /// <summary>Null when the device names neither a bus of the gateway nor a good endpoint.</summary>
    public static DeviceBus? Of(DeviceConfig device, GatewayConfig gateway) => Of(device.Bus, gateway);

    /// <summary>The same by what a device or an operation names.</summary>
    public static DeviceBus? Of(string bus, GatewayConfig gateway) =>
        (IsUrl(bus) ? ParseUrl(bus) : gateway.Buses.GetValueOrDefault(bus)) is { } config
            ? new DeviceBus(KeyOf(config), config)
            : null;

    public static bool IsUrl(string bus) => bus.Contains("://", StringComparison.Ordinal);

    /// <summary><c>tcp://host[:502]</c> or <c>rtutcp://host:port</c>; null for anything else.</summary>
    public static BusConfig? ParseUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url is not { UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" or "", Host.Length: > 0 })
            return null;
        var host = url.Host.Trim('[', ']');
        return url switch
        {
            { Scheme: "tcp", Port: -1 } => new BusConfig { Kind = BusKind.ModbusTcp, Host = host, Port = ModbusPort },
            { Scheme: "tcp", Port: > 0 } => new BusConfig { Kind = BusKind.ModbusTcp, Host = host, Port = url.Port },
            { Scheme: "rtutcp", Port: > 0 } => new BusConfig { Kind = BusKind.ModbusRtuOverTcp, Host = host, Port = url.Port },
            _ => null,
        };
    }

    public static string KeyOf(BusConfig bus) => bus.Kind switch
    {
        BusKind.ModbusTcp or BusKind.ModbusRtuOverTcp => $"tcp {bus.Host?.ToLowerInvariant()} {bus.Port}",
        BusKind.ModbusRtu => $"serial {bus.Path}",
        BusKind.I2c => $"i2c {bus.Adapter}",
        BusKind.OneWire => "onewire",
        _ => $"gpio {bus.Chip}",
    };

    /// <summary>Cables and time-outs make serial lines worth watching; of a thousand TCP devices the points would be too many.</summary>
    public bool TellsAnswers => Config.Statistics ?? Config.Kind is BusKind.ModbusRtu or BusKind.ModbusRtuOverTcp;

    /// <summary>The kind as files write it.</summary>
    public static string NameOf(BusKind kind) => kind switch
    {
        BusKind.ModbusTcp => "modbusTcp",
        BusKind.ModbusRtu => "modbusRtu",
        BusKind.ModbusRtuOverTcp => "modbusRtuOverTcp",
        BusKind.I2c => "i2c",
        BusKind.OneWire => "oneWire",
        _ => "gpio",
    };

    public static bool IsModbus(BusKind kind) => kind is BusKind.ModbusTcp or BusKind.ModbusRtu or BusKind.ModbusRtuOverTcp;
}
