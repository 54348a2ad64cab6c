using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>The contacts, analogue channels and supervised loops a device file lists.</summary>
internal static class InputChecks
{
    private static readonly Words Signal = new("信号", "signal");

    public static IEnumerable<ConfigError> Contacts(ConfigSpot spot, DeviceConfig device, HardwareCatalog catalog)
    {
        foreach (var error in Belongs(spot, "contacts", SensorInputs.Contacts, device.Contacts.Count, device, catalog))
            yield return error;
        var sensor = device.Sensor is null ? null : catalog.Sensors.GetValueOrDefault(device.Sensor);
        foreach (var (name, contact) in device.Contacts)
        {
            if (contact.CountChanges && device.Contacts.ContainsKey(name + ContactConfig.ChangesSuffix))
                yield return Twice(spot.Key(name + ContactConfig.ChangesSuffix), name);
            foreach (var error in Line(spot[name], contact, device, sensor))
                yield return error;
            if (OwnPoints.IsReserved(name))
                yield return Reserved(spot.Key(name), name);
            foreach (var error in ContactSignal(spot[name]["signal"], contact.Signal, catalog))
                yield return error;
            foreach (var error in CheckWords.Duration(spot[name]["debounce"], contact.Debounce, TimeSpan.Zero, TimeSpan.FromMinutes(1)))
                yield return error;
        }
    }

    public static IEnumerable<ConfigError> Channels(ConfigSpot spot, DeviceConfig device, HardwareCatalog catalog)
    {
        foreach (var error in Belongs(spot, "channels", SensorInputs.Channels, device.Channels.Count, device, catalog, device.Loops.Count))
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

    public static IEnumerable<ConfigError> Loops(ConfigSpot spot, DeviceConfig device, HardwareCatalog catalog)
    {
        if (device.Loops.Count == 0)
            yield break;
        foreach (var error in Belongs(spot, "loops", SensorInputs.Channels, device.Loops.Count, device, catalog))
            yield return error;
        var first = device.Channels.DistinctBy(c => c.Value.Input).ToDictionary(c => c.Value.Input, c => c.Key);
        foreach (var (name, loop) in device.Loops)
        {
            var line = name + LoopConfig.LineSuffix;
            if (OwnPoints.IsReserved(name))
                yield return Reserved(spot.Key(name), name);
            if (device.Channels.ContainsKey(name))
                yield return Twice(spot.Key(name), name);
            if (device.Loops.ContainsKey(line) || device.Channels.ContainsKey(line))
                yield return Twice(spot.Key(name), name);
            if (!first.TryAdd(loop.Input, name))
                yield return spot[name]["input"].Error($"输入 {loop.Input} 已由“{first[loop.Input]}”使用", $"input {loop.Input} is already used by \"{first[loop.Input]}\"");
            foreach (var error in ContactSignal(spot[name]["signal"], loop.Signal, catalog)
                .Concat(CheckWords.Duration(spot[name]["debounce"], loop.Debounce, TimeSpan.Zero, TimeSpan.FromMilliseconds(200))))
                yield return error;
            if (loop.SmallestStep < LoopConfig.LeastShare * loop.SupplyVolts)
                yield return TooNear(spot[name], loop);
        }
    }

    private static ConfigError TooNear(ConfigSpot at, LoopConfig loop)
    {
        FormattableString volts = $"0 / {loop.NormalVolts:F2} / {loop.AlarmVolts:F2} / {loop.SupplyVolts:F2} V";
        var shown = FormattableString.Invariant(volts);
        var least = FormattableString.Invariant($"{LoopConfig.LeastShare * loop.SupplyVolts:F2} V");
        return at.Error(
            $"短路、正常、告警、开路的电压为 {shown}，相邻两态之差不足 {least}，分辨不开；请改电阻",
            $"short, normal, alarm and open are {shown}; neighbours less than {least} apart cannot be told from each other; change the resistors");
    }

    private static ConfigError Twice(ConfigSpot at, string name) => at.Error(
        $"此测点名与“{name}”的附属测点重名，请换一个名称", $"this name is already that of a point of \"{name}\"; choose another");

    /// <summary>What a chip with lines of its own can do.</summary>
    private static IEnumerable<ConfigError> Line(ConfigSpot spot, ContactConfig contact, DeviceConfig device, SensorOutline? sensor)
    {
        if (sensor?.Lines is not { } lines)
            yield break;
        if (contact.Line >= lines)
            yield return spot["line"].Error($"{device.Sensor} 的线为 0 到 {lines - 1}", $"a {device.Sensor} has lines 0 to {lines - 1}");
        if (contact.Pull == ContactPull.Down)
            yield return spot["pull"].Error($"{device.Sensor} 没有下拉电阻；应为 up 或 none", $"a {device.Sensor} has no resistors to ground; right is up or none");
        if (sensor.OutputLines.Contains(contact.Line))
        {
            yield return spot["line"].Warning(
                $"厂家规定 {device.Sensor} 的线 {contact.Line} 只作输出，用作输入可能干扰总线；请换一条线",
                $"by its maker line {contact.Line} of a {device.Sensor} is an output only, as an input it may disturb the bus; use another line");
        }
    }

    private static IEnumerable<ConfigError> ContactSignal(ConfigSpot at, string signal, HardwareCatalog catalog)
    {
        if (!catalog.Signals.TryGetValue(signal, out var unit))
            yield return CheckWords.Unknown(at, Signal, signal, catalog.Signals.Keys);
        else if (unit != Unit.None)
            yield return at.Error($"“{signal}”是有单位的量，不是触点状态", $"\"{signal}\" is a quantity with a unit, not the state of a contact");
    }

    private static ConfigError Reserved(ConfigSpot at, string name) => at.Error(
        $"“{name}”由网关自己使用，请换一个名称", $"\"{name}\" is used by the gateway itself; choose another name");

    private static IEnumerable<ConfigError> Belongs(
        ConfigSpot spot, string key, SensorInputs kind, int count, DeviceConfig device, HardwareCatalog catalog, int elsewhere = 0)
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
        else if (count + elsewhere == 0 && sensor?.Offers == kind)
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
