using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>What the file of one chip states of it: its shunt, its ROM code, its line, its signals.</summary>
internal static class ChipChecks
{
    public static IEnumerable<ConfigError> Of(ConfigSpot spot, DeviceConfig device, HardwareCatalog catalog)
    {
        if (device.Sensor is null || !catalog.Sensors.TryGetValue(device.Sensor, out var sensor))
        {
            if (device.Profile is null)
                return []; // the sensor itself is told as unknown
            sensor = null;
        }

        return [.. Rom(spot, device, sensor), .. Line(spot, device, sensor), .. Shunt(spot, device, sensor), .. Signals(spot["signals"], device, sensor, catalog)];
    }

    private static IEnumerable<ConfigError> Rom(ConfigSpot spot, DeviceConfig device, SensorOutline? sensor)
    {
        if (sensor?.Bus == BusKind.OneWire && device.Rom is null)
        {
            yield return spot["sensor"].Error(
                $"“{device.Sensor}”需要 rom（ROM 编码，例如 28-0316a2795bff；用 ls /sys/bus/w1/devices 查看）",
                $"\"{device.Sensor}\" needs its rom (ROM code, for example 28-0316a2795bff; ls /sys/bus/w1/devices shows it)");
        }
        else if (sensor?.Bus != BusKind.OneWire && device.Rom is not null)
        {
            yield return spot.Key("rom").Error("此项只用于 1-Wire 传感器，请删去", "this is for 1-Wire sensors only; remove it");
        }
    }

    private static IEnumerable<ConfigError> Line(ConfigSpot spot, DeviceConfig device, SensorOutline? sensor)
    {
        var wanted = sensor?.Offers == SensorInputs.Line;
        if (wanted && device.Line is null)
            yield return spot["sensor"].Error($"“{device.Sensor}”需要 line（GPIO 线，例如 4）", $"\"{device.Sensor}\" needs its line (of the GPIO chip, for example 4)");
        else if (!wanted && device.Line is not null)
            yield return spot.Key("line").Error("此项只用于独占一条 GPIO 线的传感器，请删去", "this is for sensors with a GPIO line of their own only; remove it");
    }

    private static IEnumerable<ConfigError> Shunt(ConfigSpot spot, DeviceConfig device, SensorOutline? sensor)
    {
        var wanted = sensor?.Offers == SensorInputs.Shunt;
        if (wanted && device.Shunt is null)
        {
            yield return spot["sensor"].Error(
                $"“{device.Sensor}”需要 shunt，例如 \"shunt\": {{ \"ohms\": 0.0015, \"maxAmperes\": 50 }}",
                $"\"{device.Sensor}\" needs its shunt, for example \"shunt\": {{ \"ohms\": 0.0015, \"maxAmperes\": 50 }}");
        }
        else if (!wanted && device.Shunt is not null)
        {
            yield return spot.Key("shunt").Error("此项只用于分流器电流传感器，请删去", "this is for sensors with a shunt only; remove it");
        }
        else if (device.Shunt is { } shunt && shunt.Volts > sensor!.MaxShuntVolts * ShuntConfig.Exactly)
        {
            var (has, most) = (FormattableString.Invariant($"{shunt.Volts * 1000:0.##} mV"), FormattableString.Invariant($"{sensor.MaxShuntVolts * 1000:0.##} mV"));
            yield return spot["shunt"].Error(
                $"分流器在最大电流时为 {has}，{device.Sensor} 最多测 {most}",
                $"the shunt has {has} at its highest current; a {device.Sensor} measures up to {most}");
        }
    }

    private static IEnumerable<ConfigError> Signals(ConfigSpot spot, DeviceConfig device, SensorOutline? sensor, HardwareCatalog catalog)
    {
        if (device.Signals.Count > 0 && sensor is not { Points.Count: > 0 })
        {
            yield return spot.Error("此项只用于测点固定的芯片，请删去", "this is for chips with fixed points only; remove it");
            yield break;
        }

        foreach (var (name, signal) in device.Signals)
        {
            var usual = sensor!.Points.FirstOrDefault(p => p.Name == name)?.Signal;
            if (usual is null)
                yield return CheckWords.Unknown(spot.Key(name), new Words("测点", "point"), name, sensor.Points.Select(p => p.Name));
            else if (!catalog.Signals.TryGetValue(signal, out var unit))
                yield return CheckWords.Unknown(spot[name], new Words("信号", "signal"), signal, catalog.Signals.Keys);
            else if (catalog.Signals.TryGetValue(usual, out var wanted) && unit != wanted)
                yield return spot[name].Error($"信号“{signal}”的单位与测点“{name}”不符", $"the unit of signal \"{signal}\" does not fit point \"{name}\"");
        }
    }
}
