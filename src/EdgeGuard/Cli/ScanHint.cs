using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Scanning;
using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Cli;

/// <summary>After a scan: the device files for what is not configured yet, ready to be taken.</summary>
internal static class ScanHint
{
    /// <summary>Files shown at most [our default].</summary>
    private const int Most = 4;

    private const string AnyProfile = "PROFILE";

    public static void Show(
        CliContext cli,
        IReadOnlyList<ScanHead> heads,
        IReadOnlyList<UnitFound> units,
        IReadOnlyList<(ScanHead Bus, ChipFound Chip)> chips,
        IReadOnlyList<ProbeFound> probes)
    {
        if (heads.Count == 0)
            return;
        List<(string Id, IReadOnlyList<string> Members)> files =
        [
            .. units.Where(u => u is { Device: null, State: ModbusScan.Answers or ModbusScan.Refuses }).OrderBy(u => u.Fits.Count == 0).Select(u => OfUnit(heads[0], u)),
            .. chips.Where(c => c.Chip is { Answers: true, Device: null, Chip: not null }).Select(c => OfChip(c.Bus, c.Chip)),
            .. probes.Where(p => p is { Device: null, Temperature: not null }).Select(p => OfProbe(heads[0], p)),
        ];
        if (files.Count == 0)
            return;
        cli.Line("");
        cli.Prose(cli.Say("下一步，写设备文件（然后 edgeguard check）：", "Next, write device files (then edgeguard check):"));
        if (Bus(heads[0], units.Count == 0 ? null : units[0].Line) is { } bus)
            Write(cli, "edgeguard.json", bus);
        foreach ((string id, IReadOnlyList<string> members) in files.Take(Most))
            Write(cli, $"devices.d/{id}.json", [$"{{ \"id\": \"{id}\",", .. members]);
        if (files.Take(Most).Any(f => f.Members.Any(m => m.Contains(AnyProfile, StringComparison.Ordinal))))
            cli.Prose(cli.Say("PROFILE：edgeguard profile list 中的一个模板。", "PROFILE: one of edgeguard profile list."));
    }

    private static void Write(CliContext cli, string file, IReadOnlyList<string> lines)
    {
        cli.Line($"  {file}");
        for (int i = 0; i < lines.Count; i++)
            cli.Line($"    {(i == 0 ? "" : "  ")}{lines[i]}");
    }

    /// <summary>The bus itself, where the configuration does not have it yet; null: it has, or needs none.</summary>
    private static IReadOnlyList<string>? Bus(ScanHead head, LineSettings? line) => head switch
    {
        { Configured: true } => null,
        { Kind: "modbus" } when line is { } settings => Port(head, settings),
        { Kind: "i2c" } => [$"\"buses\": {{ \"{BusName(head)}\":", $"{{ \"kind\": \"i2c\", \"adapter\": {head.Bus} }} }}"],
        { Kind: "onewire" } => [$"\"buses\": {{ \"{head.Bus}\": {{ \"kind\": \"oneWire\" }} }}"],
        _ => null,
    };

    private static IReadOnlyList<string> Port(ScanHead head, LineSettings line)
    {
        string parity = line.Parity == SerialParity.None ? "" : $", \"parity\": \"{(line.Parity == SerialParity.Even ? "even" : "odd")}\"";
        string stop = line.StopBits == 1 ? "" : $", \"stopBits\": {line.StopBits}";
        return [$"\"buses\": {{ \"{BusName(head)}\": {{ \"kind\": \"modbusRtu\",", $"\"path\": \"{head.Bus}\",", $"\"baud\": {line.Baud}{parity}{stop} }} }}"];
    }

    private static string BusName(ScanHead head) => head switch
    {
        { Configured: false, Kind: "modbus" } when head.Bus.StartsWith('/') => "rs485",
        { Configured: false, Kind: "i2c" } => $"i2c{head.Bus}",
        _ => head.Bus,
    };

    private static (string Id, IReadOnlyList<string> Members) OfUnit(ScanHead head, UnitFound unit)
    {
        string id = DeviceBus.IsUrl(head.Bus) ? $"unit{unit.Unit}" : $"{BusName(head)}-{unit.Unit}";
        string profile = unit.Fits is [var fit, ..] ? fit.Profile : AnyProfile;
        string variant = unit.Fits is [{ Variant: { } version }, ..] ? $", \"variant\": \"{version}\"" : "";
        return (id, [$"\"bus\": \"{BusName(head)}\", \"unit\": {unit.Unit},", $"\"profile\": \"{profile}\"{variant} }}"]);
    }

    private static (string Id, IReadOnlyList<string> Members) OfChip(ScanHead head, ChipFound chip)
    {
        SensorInputs inputs = SensorCatalog.TryFind(chip.Chip!, out SensorModel? model) ? model.Offers : SensorInputs.None;
        string bus = $"\"bus\": \"{BusName(head)}\",", sensor = $"\"sensor\": \"{chip.Chip}\", \"address\": {chip.Address}";
        string? more = inputs switch
        {
            SensorInputs.Shunt => "\"shunt\": { \"ohms\": 0, \"maxAmperes\": 0 } }",
            SensorInputs.Channels => "\"channels\": { } }",
            SensorInputs.Contacts => "\"contacts\": { } }",
            _ => null,
        };
        return ($"{chip.Chip}-{chip.Address:x2}", more is null ? [bus, $"{sensor} }}"] : [bus, $"{sensor},", more]);
    }

    private static (string Id, IReadOnlyList<string> Members) OfProbe(ScanHead head, ProbeFound probe) =>
        ($"probe-{probe.Rom[^4..]}", [$"\"bus\": \"{head.Bus}\", \"sensor\": \"ds18b20\",", $"\"rom\": \"{probe.Rom}\" }}"]);
}
