namespace EdgeGuard.Core.Configuration;

/// <summary>What two device files must not both claim: an id, an address, a line.</summary>
internal sealed class SharedBusChecks(GatewayConfig? gateway, HardwareCatalog catalog)
{
    private readonly Dictionary<string, ConfigSpot> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Bus, int Unit), (ConfigSpot Spot, string? Profile)> _units = [];
    private readonly Dictionary<(string Bus, int Address), ConfigSpot> _addresses = [];
    private readonly Dictionary<(string Bus, int Line), ConfigSpot> _lines = [];
    private readonly Dictionary<string, ConfigSpot> _roms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ConfigSpot Spot, BusKind Kind)> _kinds = new(StringComparer.Ordinal);
    private readonly List<ConfigError> _errors = [];

    public static IReadOnlyList<ConfigError> Of(ConfigurationSet set, HardwareCatalog catalog)
    {
        var checks = new SharedBusChecks(set.Gateway.Value, catalog);
        foreach (var document in set.Devices.OrderBy(d => d.File, StringComparer.Ordinal))
        {
            if (document.Value is { } device)
                checks.Add(device, document.Spot);
        }

        return checks._errors;
    }

    private void Add(DeviceConfig device, ConfigSpot spot)
    {
        if (!_ids.TryAdd(device.Id, spot["id"]))
        {
            var first = _ids[device.Id];
            _errors.Add(spot["id"].Error(
                $"设备 id“{device.Id}”重复（不分大小写），已在 {first.Where}",
                $"device id \"{device.Id}\" is taken (case does not count), see {first.Where}"));
        }

        if (gateway is null || DeviceBus.Of(device, gateway) is not { } bus)
            return;
        if (!_kinds.TryAdd(bus.Key, (spot["bus"], bus.Config.Kind)) && _kinds[bus.Key] is var (other, kind) && kind != bus.Config.Kind)
        {
            _errors.Add(spot["bus"].Error(
                $"同一端点在 {other.Where} 以 {DeviceBus.NameOf(kind)} 方式使用；一个端点只能有一种方式",
                $"{other.Where} uses the same endpoint as {DeviceBus.NameOf(kind)}; an endpoint speaks one way only"));
        }

        if (device.Profile is not null && DeviceBus.IsModbus(bus.Config.Kind))
            Unit(device, bus, spot);
        else if (device.Sensor is not null && catalog.Sensors.TryGetValue(device.Sensor, out var sensor) && sensor.Bus == bus.Config.Kind)
            Sensor(device, sensor, bus, spot);
    }

    private void Unit(DeviceConfig device, DeviceBus bus, ConfigSpot spot)
    {
        if ((device.Unit ?? catalog.Profile(device.Profile!)?.Unit) is not { } unit)
            return;
        if (_units.TryAdd((bus.Key, unit), (spot["id"], device.Profile)))
            return;
        var (first, profile) = _units[(bus.Key, unit)];
        var at = spot[device.Unit is null ? "bus" : "unit"];
        // A device may be read through two profiles; through one it is the same device twice.
        _errors.Add(profile == device.Profile
            ? at.Error(
                $"单元 {unit} 在此总线上已由 {first.Where} 的设备使用",
                $"unit {unit} of this bus is already used by the device of {first.Where}")
            : at.Warning(
                $"单元 {unit} 在此总线上也由 {first.Where} 以另一档案读取；仅当两者是同一台设备时才对",
                $"unit {unit} of this bus is also read by {first.Where} with another profile; right only if both are one device"));
    }

    private void Sensor(DeviceConfig device, SensorOutline sensor, DeviceBus bus, ConfigSpot spot)
    {
        if (sensor.Bus == BusKind.I2c && (device.Address ?? sensor.Addresses.Cast<int?>().FirstOrDefault()) is { } address
            && !_addresses.TryAdd((bus.Key, address), spot["id"]))
        {
            var first = _addresses[(bus.Key, address)];
            _errors.Add(spot[device.Address is null ? "bus" : "address"].Error(
                $"I2C 地址 {address} (0x{address:X2}) 在此总线上已由 {first.Where} 的设备使用",
                $"I2C address {address} (0x{address:X2}) of this bus is already used by the device of {first.Where}"));
        }

        if (device.Rom is { } rom && !_roms.TryAdd(rom, spot["id"]))
        {
            var first = _roms[rom];
            _errors.Add(spot["rom"].Error(
                $"1-Wire 芯片 {rom} 已由 {first.Where} 的设备使用", $"1-Wire chip {rom} is already used by the device of {first.Where}"));
        }

        // A chip with lines of its own counts them for itself.
        var lines = sensor.Lines is null ? bus.Key : $"{bus.Key} {device.Address ?? sensor.Addresses[0]}";
        foreach (var (name, contact) in device.Contacts)
            Line(spot["contacts"][name]["line"], lines, contact.Line);
        if (device.Line is { } own)
            Line(spot["line"], lines, own);
    }

    private void Line(ConfigSpot at, string lines, int line)
    {
        if (_lines.TryAdd((lines, line), at))
            return;
        var first = _lines[(lines, line)];
        _errors.Add(at.Error($"线 {line} 已在 {first.Where} ({first.Path}) 使用", $"line {line} is already used, see {first.Where} ({first.Path})"));
    }
}
