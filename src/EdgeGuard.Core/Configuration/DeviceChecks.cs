using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Configuration;

/// <summary>What a schema cannot say about one device file: its bus, its profile or sensor, and how they go together.</summary>
internal static class DeviceChecks
{
    private const int HighestSerialUnit = 247;
    private const int LowestI2cAddress = 0x08;
    private const int HighestI2cAddress = 0x77;

    /// <param name="gateway">Null when its file has errors: then what depends on it is left for the next time.</param>
    public static IEnumerable<ConfigError> Of(ConfigDocument<DeviceConfig> document, GatewayConfig? gateway, HardwareCatalog catalog)
    {
        if (document.Value is not { } device)
            return [];
        var spot = document.Spot;
        var bus = gateway is null ? null : DeviceBus.Of(device, gateway)?.Config;
        return
        [
            .. Id(spot["id"], device),
            .. Bus(spot["bus"], device.Bus, gateway),
            .. device.Profile is not null ? ModbusDevice(spot, device, bus, catalog) : Sensor(spot, device, bus, catalog),
            .. CheckWords.Duration(spot["poll"], device.Poll, TimeSpan.FromMilliseconds(20), TimeSpan.FromDays(1)),
            .. CheckWords.Duration(spot["timeout"], device.Timeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
            .. InputChecks.Contacts(spot["contacts"], device, catalog),
            .. InputChecks.Channels(spot["channels"], device, catalog),
            .. InputChecks.Loops(spot["loops"], device, catalog),
            .. ChipChecks.Of(spot, device, catalog),
            .. RatingChecks.Of(spot["ratings"], device.Ratings),
        ];
    }

    private static IEnumerable<ConfigError> Id(ConfigSpot at, DeviceConfig device)
    {
        if (OwnPoints.IsReservedDevice(device.Id))
            yield return at.Error($"“{device.Id}”由网关自己使用，请换一个名称", $"\"{device.Id}\" is used by the gateway itself; choose another name");
    }

    /// <param name="named">A bus by name or as an endpoint.</param>
    /// <param name="gateway">Null when its file has errors.</param>
    public static IEnumerable<ConfigError> Bus(ConfigSpot at, string named, GatewayConfig? gateway)
    {
        if (DeviceBus.IsUrl(named))
        {
            if (DeviceBus.ParseUrl(named) is null)
            {
                yield return at.Error(
                    $"“{SchemaWords.Clip(named)}”不是端点；应为 tcp://主机[:502] 或 rtutcp://主机:端口",
                    $"\"{SchemaWords.Clip(named)}\" is no endpoint; right is tcp://host[:502] or rtutcp://host:port");
            }
        }
        else if (gateway is not null && !gateway.Buses.ContainsKey(named))
        {
            yield return CheckWords.Unknown(at, new Words("总线", "bus"), named, gateway.Buses.Keys);
        }
    }

    private static IEnumerable<ConfigError> ModbusDevice(ConfigSpot spot, DeviceConfig device, BusConfig? bus, HardwareCatalog catalog)
    {
        if (!catalog.ProfileNames.Contains(device.Profile!))
            yield return CheckWords.Unknown(spot["profile"], new Words("设备档案", "profile"), device.Profile!, catalog.ProfileNames);
        else if (device.Variant is { } variant && catalog.Profile(device.Profile!)?.Variants is { } known && !known.Contains(variant))
            yield return CheckWords.Unknown(spot["variant"], new Words("档案版本", "variant"), variant, known);
        if (device.Address is not null)
            yield return Misplaced(spot.Key("address"), "I2C 传感器", "I2C sensors");
        if (bus is not null && !DeviceBus.IsModbus(bus.Kind))
            yield return WrongBus(spot["bus"], $"设备档案“{device.Profile}”", $"profile \"{device.Profile}\"", bus, "modbusTcp, modbusRtu, modbusRtuOverTcp");
        else if (bus is not null && device.Unit is { } unit && !UnitFits(unit, bus.Kind))
            yield return WrongUnit(spot["unit"], unit);
        if (bus is { Kind: BusKind.ModbusRtu } && catalog.Profile(device.Profile!)?.Serial is { } factory && LineOf(factory) != LineOf(bus))
        {
            yield return spot["bus"].Warning(
                $"总线为 {LineOf(bus)}，而“{device.Profile}”的设备出厂为 {LineOf(factory)}；请核对设备的设置，不一致则不应答",
                $"the bus runs at {LineOf(bus)}, and a device of profile \"{device.Profile}\" leaves the factory at {LineOf(factory)}; it answers only where both are set alike");
        }
    }

    private static string LineOf(SerialDefaults line) => $"{line.Baud} 8{line.Parity.ToString()[0]}{line.StopBits}";

    private static string LineOf(BusConfig bus) => $"{bus.Baud} 8{bus.Parity.ToString()[0]}{bus.StopBits}";

    /// <summary>On a serial line 0 is the broadcast and 248-255 are reserved; over TCP 0 and 255 address the endpoint itself.</summary>
    public static bool UnitFits(int unit, BusKind kind) => kind == BusKind.ModbusTcp || unit is >= 1 and <= HighestSerialUnit;

    public static ConfigError WrongUnit(ConfigSpot at, int unit) => unit == 0
        ? at.Error("串行线上 0 是广播地址，没有设备会回答；应为 1 到 247", "0 is the broadcast address of a serial line and nobody answers it; right is from 1 to 247")
        : at.Error($"{unit} 只能用于 Modbus TCP；串行线上应为 1 到 247", $"{unit} is possible on Modbus TCP only; on a serial line right is from 1 to 247");

    private static IEnumerable<ConfigError> Sensor(ConfigSpot spot, DeviceConfig device, BusConfig? bus, HardwareCatalog catalog)
    {
        if (device.Unit is not null)
            yield return Misplaced(spot.Key("unit"), "Modbus 设备", "Modbus devices");
        if (device.Variant is not null)
            yield return Misplaced(spot.Key("variant"), "Modbus 设备", "Modbus devices");
        if (device.Timeout is not null)
            yield return Misplaced(spot.Key("timeout"), "Modbus 设备", "Modbus devices");
        if (!catalog.Sensors.TryGetValue(device.Sensor!, out var sensor))
        {
            yield return CheckWords.Unknown(spot["sensor"], new Words("传感器", "sensor"), device.Sensor!, catalog.Sensors.Keys);
            yield break;
        }

        if (bus is not null && bus.Kind != sensor.Bus)
            yield return WrongBus(spot["bus"], $"传感器“{device.Sensor}”", $"sensor \"{device.Sensor}\"", bus, DeviceBus.NameOf(sensor.Bus));
        if (device.Address is { } address)
        {
            foreach (var error in Address(spot, address, device, sensor))
                yield return error;
        }
    }

    private static IEnumerable<ConfigError> Address(ConfigSpot spot, int address, DeviceConfig device, SensorOutline sensor)
    {
        if (sensor.Bus != BusKind.I2c)
        {
            yield return Misplaced(spot.Key("address"), "I2C 传感器", "I2C sensors");
        }
        else if (address is < LowestI2cAddress or > HighestI2cAddress)
        {
            yield return spot["address"].Error(
                $"{address} 不是 I2C 设备地址；应为 8 到 119 (0x08-0x77)",
                $"{address} is no I2C device address; right is from 8 to 119 (0x08-0x77)");
        }
        else if (sensor.Addresses.Count > 0 && !sensor.Addresses.Contains(address))
        {
            var list = string.Join(", ", sensor.Addresses.Select(a => $"{a} (0x{a:X2})"));
            yield return spot["address"].Warning(
                $"{device.Sensor} 通常没有地址 {address} (0x{address:X2})；可能是：{list}",
                $"a {device.Sensor} does not usually have address {address} (0x{address:X2}); it may be {list}");
        }
    }

    private static ConfigError Misplaced(ConfigSpot at, string whoZh, string whoEn) =>
        at.Error($"此项只用于{whoZh}，请删去", $"this is for {whoEn} only; remove it");

    private static ConfigError WrongBus(ConfigSpot at, string whoZh, string whoEn, BusConfig bus, string kinds) => at.Error(
        $"{whoZh}不能接在 {DeviceBus.NameOf(bus.Kind)} 总线上；应为：{kinds}",
        $"{whoEn} cannot be on a bus of kind {DeviceBus.NameOf(bus.Kind)}; right is {kinds}");
}
