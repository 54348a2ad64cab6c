using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Configuration;

/// <summary>What a schema cannot say about operations: that each has an output it can have, of its own, and that nothing forbids.</summary>
internal sealed class OutputChecks
{
    private static readonly TimeSpan s_longestReturn = TimeSpan.FromDays(7);

    private readonly GatewayConfig _gateway;
    private readonly IReadOnlyList<(DeviceConfig Device, ConfigSpot Spot)> _devices;
    private readonly HardwareCatalog _catalog;

    private OutputChecks(GatewayConfig gateway, ConfigurationSet set, HardwareCatalog catalog)
    {
        (_gateway, _catalog) = (gateway, catalog);
        _devices = [.. set.Devices.OrderBy(d => d.File, StringComparer.Ordinal).Where(d => d.Value is not null).Select(d => (d.Value!, d.Spot))];
    }

    public static IEnumerable<ConfigError> Of(ConfigurationSet set, HardwareCatalog catalog)
    {
        if (set.Gateway.Value is not { Outputs: { } outputs } gateway)
            return [];
        ConfigSpot spot = set.Gateway.Spot["outputs"];
        var checks = new OutputChecks(gateway, set, catalog);
        return
        [
            .. outputs.Operations.SelectMany((operation, i) => checks.Operation(operation, spot["operations"][i])),
            .. checks.Twice(outputs.Operations, spot["operations"]),
            .. outputs.Sounder is { } sounder ? Sounder(sounder, spot["sounder"], gateway) : [],
        ];
    }

    private IEnumerable<ConfigError> Operation(OperationConfig operation, ConfigSpot spot)
    {
        DeviceBus? bus = DeviceBus.Of(operation.Bus, _gateway);
        return
        [
            .. DeviceChecks.Bus(spot["bus"], operation.Bus, _gateway),
            .. Output(operation, spot, bus),
            .. Values(operation, spot),
            .. CheckWords.Duration(spot["returnAfter"], operation.ReturnAfter, TimeSpan.FromSeconds(1), s_longestReturn),
            .. bus is null ? [] : operation.Line is { } line ? Contacts(line, bus, spot["line"]) : Protected(operation, bus, spot),
        ];
    }

    private static IEnumerable<ConfigError> Output(OperationConfig operation, ConfigSpot spot, DeviceBus? bus)
    {
        int outputs = (operation.Line is null ? 0 : 1) + (operation.Coil is null ? 0 : 1) + (operation.Register is null ? 0 : 1);
        if (outputs != 1)
        {
            yield return spot.Error("line、coil、register 须有且只有一个", "exactly one of line, coil and register must stand here");
            yield break;
        }

        bool isModbus = operation.Line is null;
        if (bus is not null && !(isModbus ? DeviceBus.IsModbus(bus.Config.Kind) : bus.Config.Kind == BusKind.Gpio))
        {
            string right = isModbus ? "modbusTcp, modbusRtu, modbusRtuOverTcp" : "gpio";
            string key = isModbus ? operation.Coil is null ? "register" : "coil" : "line";
            yield return spot["bus"].Error(
                $"{key} 不能在 {DeviceBus.NameOf(bus.Config.Kind)} 总线上；应为：{right}",
                $"a {key} cannot be on a bus of kind {DeviceBus.NameOf(bus.Config.Kind)}; right is {right}");
        }

        if (isModbus && operation.Unit is null)
            yield return spot.Error("缺少 unit（设备的 Modbus 单元号）", "unit is missing (the Modbus unit id of the device)");
        else if (!isModbus && operation.Unit is not null)
            yield return spot.Key("unit").Error("此项只用于 coil 和 register，请删去", "this is for coil and register only; remove it");
        else if (bus is not null && operation.Unit is { } unit && DeviceBus.IsModbus(bus.Config.Kind) && !DeviceChecks.UnitFits(unit, bus.Config.Kind))
            yield return DeviceChecks.WrongUnit(spot["unit"], unit);
        if (isModbus && operation.ActiveLow)
            yield return spot.Key("activeLow").Error("此项只用于 line，请删去", "this is for line only; remove it");
    }

    private static IEnumerable<ConfigError> Values(OperationConfig operation, ConfigSpot spot)
    {
        if (operation.Register is null && operation.Max > 1)
            yield return spot["max"].Error("线和线圈只有 0 和 1", "a line and a coil have 0 and 1 only");
        if (operation.Min > operation.Max)
            yield return spot["min"].Error("min 不能大于 max", "min must not be above max");
        else if (operation.Rest < operation.Min || operation.Rest > operation.Max)
            yield return spot["rest"].Error($"rest 应在 {operation.Min} 到 {operation.Max} 之内", $"rest must lie from {operation.Min} to {operation.Max}");
    }

    /// <summary>A line is either read or written.</summary>
    private IEnumerable<ConfigError> Contacts(int line, DeviceBus bus, ConfigSpot at)
    {
        foreach ((DeviceConfig device, ConfigSpot spot) in _devices.Where(d => DeviceBus.Of(d.Device, _gateway)?.Key == bus.Key))
        {
            foreach ((string name, _) in device.Contacts.Where(c => c.Value.Line == line))
            {
                ConfigSpot contactAt = spot["contacts"][name]["line"];
                string where = $"{contactAt.Where} ({contactAt.Path})";
                yield return at.Error($"线 {line} 是 {where} 的触点；不能又作输出", $"line {line} is the contact of {where}; it cannot be an output too");
            }
        }
    }

    /// <summary>What a profile forbids to write is written by no operation.</summary>
    private IEnumerable<ConfigError> Protected(OperationConfig operation, DeviceBus bus, ConfigSpot spot)
    {
        RegisterTable table = operation.Coil is null ? RegisterTable.HoldingRegister : RegisterTable.Coil;
        int address = operation.Coil ?? operation.Register ?? -1;
        foreach ((DeviceConfig device, ConfigSpot at) in _devices.Where(d => d.Device.Profile is not null && DeviceBus.Of(d.Device, _gateway)?.Key == bus.Key))
        {
            if (_catalog.Profile(device.Profile!) is not { } profile || (device.Unit ?? profile.Unit) != operation.Unit)
                continue;
            if (profile.NeverWrite.FirstOrDefault(r => r.Holds(table, address)) is { } range)
            {
                string why = range.Why is null ? "" : $" ({range.Why})";
                yield return spot[operation.Coil is null ? "register" : "coil"].Error(
                    $"设备“{device.Id}”（{at.Where}）的档案“{device.Profile}”禁止写入 {range.First} 到 {range.Last}{why}",
                    $"the profile \"{device.Profile}\" of device \"{device.Id}\" ({at.Where}) forbids to write {range.First} to {range.Last}{why}");
            }
        }
    }

    private IEnumerable<ConfigError> Twice(IReadOnlyList<OperationConfig> operations, ConfigSpot spot)
    {
        var ids = new Dictionary<string, ConfigSpot>(StringComparer.OrdinalIgnoreCase);
        var outputs = new Dictionary<string, ConfigSpot>(StringComparer.Ordinal);
        for (int i = 0; i < operations.Count; i++)
        {
            OperationConfig operation = operations[i];
            if (!ids.TryAdd(operation.Id, spot[i]))
            {
                ConfigSpot first = ids[operation.Id];
                yield return spot[i]["id"].Error(
                    $"操作“{operation.Id}”重复（不分大小写），已在 {first.Where}", $"operation \"{operation.Id}\" is taken (case does not count), see {first.Where}");
            }

            if (DeviceBus.Of(operation.Bus, _gateway) is not { } bus)
                continue;
            string output = $"{bus.Key} {operation.Unit} {operation.Line} c{operation.Coil} r{operation.Register}";
            if (!outputs.TryAdd(output, spot[i]))
            {
                ConfigSpot first = outputs[output];
                yield return spot[i].Error($"与 {first.Where} ({first.Path}) 是同一输出；一个输出只有一个操作", $"is the same output as {first.Where} ({first.Path}); an output has one operation");
            }
        }
    }

    private static IEnumerable<ConfigError> Sounder(SounderConfig sounder, ConfigSpot spot, GatewayConfig gateway)
    {
        IReadOnlyList<OperationConfig> operations = gateway.Outputs!.Operations;
        OperationConfig? operation = operations.FirstOrDefault(o => o.Id == sounder.Operation);
        if (operation is null)
            yield return CheckWords.Unknown(spot["operation"], new Words("操作", "operation"), sounder.Operation, operations.Select(o => o.Id));
        else if (operation.Register is not null)
            yield return spot["operation"].Error("声光器只能是 line 或 coil 的操作", "a sounder is an operation of a line or a coil");
        if (sounder is { Levels: 0, PlatformSilent: null })
            yield return spot.Error("levels 为 0 且没有 platformSilent 时永不动作；请删去 sounder", "with levels 0 and without platformSilent it never sounds; remove the sounder");
        if (sounder.PlatformSilent is not null && gateway.Mqtt is null)
            yield return spot["platformSilent"].Error("没有 mqtt，就没有平台可失联；请删去此项", "without mqtt there is no platform to be out of reach; remove this");
        foreach (ConfigError error in CheckWords.Duration(spot["platformSilent"], sounder.PlatformSilent, TimeSpan.FromSeconds(10), TimeSpan.FromDays(7)))
            yield return error;
    }
}
