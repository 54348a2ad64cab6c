using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>The contacts and analogue channels a device file lists.</summary>
internal static class InputChecks
{
    private static readonly Words Signal = new("信号", "signal");

    public static IEnumerable<ConfigError> Contacts(ConfigSpot spot, DeviceConfig device, HardwareCatalog catalog)
    {
        foreach (var error in Belongs(spot, "contacts", SensorInputs.Contacts, device.Contacts.Count, device, catalog))
            yield return error;
        foreach (var (name, contact) in device.Contacts)
        {
            if (OwnPoints.IsReserved(name))
                yield return Reserved(spot.Key(name), name);
            if (!catalog.Signals.TryGetValue(contact.Signal, out var unit))
                yield return CheckWords.Unknown(spot[name]["signal"], Signal, contact.Signal, catalog.Signals.Keys);
            else if (unit != Unit.None)
                yield return spot[name]["signal"].Error($"“{contact.Signal}”是有单位的量，不是触点状态", $"\"{contact.Signal}\" is a quantity with a unit, not the state of a contact");
            foreach (var error in CheckWords.Duration(spot[name]["debounce"], contact.Debounce, TimeSpan.Zero, TimeSpan.FromMinutes(1)))
                yield return error;
        }
    }

    public static IEnumerable<ConfigError> Channels(ConfigSpot spot, DeviceConfig device, HardwareCatalog catalog)
    {
        foreach (var error in Belongs(spot, "channels", SensorInputs.Channels, device.Channels.Count, device, catalog))
            yield return error;
        var first = new Dictionary<int, string>();
        foreach (var (name, channel) in device.Channels)
        {
            if (OwnPoints.IsReserved(name))
                yield return Reserved(spot.Key(name), name);
            if (!first.TryAdd(channel.Input, name))
                yield return spot[name]["input"].Error($"输入 {channel.Input} 已由“{first[channel.Input]}”使用", $"input {channel.Input} is already used by \"{first[channel.Input]}\"");
            foreach (var error in Channel(spot[name], channel).Concat(Units(spot[name], channel, catalog)))
                yield return error;
        }
    }

    private static ConfigError Reserved(ConfigSpot at, string name) => at.Error(
        $"“{name}”由网关自己使用，请换一个名称", $"\"{name}\" is used by the gateway itself; choose another name");

    private static IEnumerable<ConfigError> Belongs(
        ConfigSpot spot, string key, SensorInputs kind, int count, DeviceConfig device, HardwareCatalog catalog)
    {
        var sensor = device.Sensor is null ? null : catalog.Sensors.GetValueOrDefault(device.Sensor);
        if (device.Sensor is not null && sensor is null)
            yield break; // the sensor itself is told as unknown
        if (count > 0 && sensor?.Offers != kind)
        {
            var owners = catalog.Sensors.Where(s => s.Value.Offers == kind).Select(s => s.Key).Order(StringComparer.Ordinal).ToList();
            yield return spot.Error(
                $"{key} 只用于传感器 {string.Join("、", owners)}，请删去",
                $"{key} are for sensor {string.Join(", ", owners)} only; remove them");
        }
        else if (count == 0 && sensor?.Offers == kind)
        {
            yield return spot.Error($"“{device.Sensor}”需要在 {key} 中至少列出一项", $"\"{device.Sensor}\" needs at least one entry in {key}");
        }
    }

    private static IEnumerable<ConfigError> Channel(ConfigSpot spot, ChannelConfig channel)
    {
        if (channel.VoltsHigh <= channel.VoltsLow)
            yield return spot["voltsHigh"].Error("voltsHigh 应大于 voltsLow", "voltsHigh must be above voltsLow");
        if (channel.High.Equals(channel.Low))
            yield return spot["high"].Error("high 与 low 不能相同", "high and low must differ");
        if (channel.FaultBelowVolts > channel.VoltsLow)
            yield return spot["faultBelowVolts"].Error("faultBelowVolts 不能大于 voltsLow", "faultBelowVolts must not be above voltsLow");
        if (channel.FaultAboveVolts < channel.VoltsHigh)
            yield return spot["faultAboveVolts"].Error("faultAboveVolts 不能小于 voltsHigh", "faultAboveVolts must not be below voltsHigh");
    }

    private static IEnumerable<ConfigError> Units(ConfigSpot spot, ChannelConfig channel, HardwareCatalog catalog)
    {
        var unitKnown = catalog.Units.TryGetValue(channel.Unit, out var unit);
        var signalKnown = catalog.Signals.TryGetValue(channel.Signal, out var wanted);
        if (!unitKnown)
            yield return CheckWords.Unknown(spot["unit"], new Words("单位", "unit"), channel.Unit, catalog.Units.Keys);
        if (!signalKnown)
            yield return CheckWords.Unknown(spot["signal"], Signal, channel.Signal, catalog.Signals.Keys);
        if (!unitKnown || !signalKnown || unit == wanted)
            yield break;
        var fitting = catalog.Units.Where(u => u.Value == wanted).Select(u => u.Key).Order(StringComparer.Ordinal).ToList();
        yield return spot["unit"].Error(
            $"单位 {channel.Unit} 与信号“{channel.Signal}”不符；可用：{string.Join("、", fitting)}",
            $"unit {channel.Unit} does not fit signal \"{channel.Signal}\"; possible: {string.Join(", ", fitting)}");
    }
}
