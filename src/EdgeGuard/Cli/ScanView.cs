using System.Globalization;
using EdgeGuard.Gateway.Scanning;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>A scan on the terminal: a line for everything that is found, as it is found; at the end what to do with it.</summary>
internal sealed class ScanView(CliContext cli, ScanRequest request)
{
    private readonly List<ScanHead> _heads = [];
    private readonly List<UnitFound> _units = [];
    private readonly List<(ScanHead Bus, ChipFound Chip)> _chips = [];
    private readonly List<LineFound> _lines = [];
    private readonly List<ProbeFound> _probes = [];

    /// <summary>How many things are there.</summary>
    public int Found => _units.Count(u => u.State != ModbusScan.Silent) + _chips.Count(c => c.Chip.Answers) + _lines.Count + _probes.Count;

    public void Take(ScanReport part, Action<string> progress)
    {
        if (part.Head is { } head)
            Begin(head);
        if (part.Step is { } step)
            progress(Progress(step));
        if (part.Unit is { } unit)
            Add(unit);
        if (part.Chip is { } chip)
            Add(chip);
        if (part.Probe is { } probe)
            Add(probe);
        if (part.Line is { } line)
            _lines.Add(line);
    }

    public void End()
    {
        if (cli.Json)
        {
            JsonOut.Write(cli, Document(), CliJson.Default.ScanDocument);
            return;
        }

        if (_lines.Count > 0)
            Table();
        if (Found == 0)
            Nothing();
        else if (request.Kind == "modbus")
            Count();
        ScanHint.Show(cli, _heads, _units, _chips, _probes);
    }

    private ScanDocument Document() => new(request.Kind, _heads)
    {
        Units = request.Kind == "modbus" ? _units : null,
        Chips = request.Kind == "i2c" ? [.. _chips.Select(c => c.Chip)] : null,
        Lines = request.Kind == "gpio" ? _lines : null,
        Probes = request.Kind == "onewire" ? _probes : null,
    };

    private void Begin(ScanHead head)
    {
        _heads.Add(head);
        if (cli.Json)
            return;
        string asked = (head.Kind, head.First, head.Last) switch
        {
            ("modbus", { } first, { } last) => cli.Say($"；单元 {first}-{last}，每个最多 {Milliseconds(head)} ms", $"; units {first}-{last}, {Milliseconds(head)} ms each"),
            ("i2c", { } first, { } last) => cli.Say($"；地址 0x{first:X2}-0x{last:X2}", $"; addresses 0x{first:X2}-0x{last:X2}"),
            _ => "",
        };
        string skipped = head.Skipped.Count == 0
            ? ""
            : cli.Say($"；不问 {Hex(head.Skipped)}，读它们可能改变状态", $"; not {Hex(head.Skipped)}, where reading could change something");
        string shared = head.Shared && head.Kind != "gpio" ? cli.Say("；轮询照常进行", "; the polls go on in between") : "";
        string name = head.Bus == head.Place || head.Place.StartsWith(head.Bus, StringComparison.Ordinal) ? "" : cli.Say($"{head.Bus}：", $"{head.Bus}: ");
        Line($"{name}{head.Place}{asked}{skipped}{shared}", Style.Plain);
    }

    private string Progress(ScanStep step)
    {
        string what = request.Kind == "i2c" ? $"0x{step.Asking:X2}" : cli.Say($"单元 {step.Asking}", $"unit {step.Asking}");
        string line = request.Lines.Count > 1 ? $" ({step.Line})" : "";
        return $"{what}{line}  {step.Done}/{step.Of}";
    }

    private void Add(UnitFound unit)
    {
        _units.Add(unit);
        if (cli.Json)
            return;
        string state = unit.State switch
        {
            ModbusScan.Answers => cli.Say("应答", "answers"),
            ModbusScan.Refuses => cli.Say("应答（异常码）", "answers (exception)"),
            ModbusScan.Garbled => cli.Say("应答混乱", "garbled"),
            _ => cli.Say("无应答", "no answer"),
        };
        string time = unit.Milliseconds is { } ms ? string.Create(CultureInfo.InvariantCulture, $"  {ms:0.#} ms") : "";
        string line = request.Lines.Count > 1 ? $"  {unit.Line}" : "";
        Line($"{unit.Unit,4}  {state}{time}{line}{Configured(unit.Device)}", unit.State is ModbusScan.Answers or ModbusScan.Refuses ? Style.Plain : LevelText.Style(3));
        if (string.Join(", ", new[] { unit.Vendor, unit.Product, unit.Revision }.Where(t => !string.IsNullOrWhiteSpace(t))) is { Length: > 0 } identity)
            Detail(identity);
        foreach (ProfileFit fit in unit.Fits)
            Detail(cli.Say($"模板：{Name(fit)}（{fit.Manufacturer} {fit.Model}）", $"profile: {Name(fit)} ({fit.Manufacturer} {fit.Model})"));
        if (unit.Detail is { } detail)
            Detail(detail);
    }

    private void Add(ChipFound chip)
    {
        _chips.Add((_heads[^1], chip));
        if (cli.Json)
            return;
        string what = (chip.Answers, chip.Chip, chip.Possible.Count) switch
        {
            (false, _, _) => cli.Say("无应答", "no answer"),
            (_, { } known, _) => known,
            (_, _, 0) => cli.Say("未知芯片", "unknown chip"),
            _ => cli.Say($"可能是 {string.Join("、", chip.Possible)}", $"may be {string.Join(", ", chip.Possible)}"),
        };
        Line($"  0x{chip.Address:X2}  {what}{Configured(chip.Device)}", chip.Answers ? Style.Plain : LevelText.Style(3));
    }

    private void Add(ProbeFound probe)
    {
        _probes.Add(probe);
        if (cli.Json)
            return;
        string value = probe.Temperature is null ? probe.Detail ?? cli.Say("无值", "no value") : ValueText.Of(probe.Temperature, "degC");
        Line($"  {probe.Rom}  {value}{Configured(probe.Device)}", probe.Temperature is null ? LevelText.Style(3) : Style.Plain);
    }

    private void Table()
    {
        Table table = Tables.Make().Fixed(cli.Say("引线", "Line"), right: true).Fixed(cli.Say("名称", "Name")).Fixed(cli.Say("方向", "Direction"))
            .Flowing(cli.Say("占用者", "Held by")).Flowing(cli.Say("已配置", "Configured"));
        foreach (LineFound line in _lines)
        {
            string direction = line.Direction == "output" ? cli.Say("输出", "output") : cli.Say("输入", "input");
            string holder = line.Consumer is null ? cli.Say("空闲", "free") : line.Consumer.Length == 0 ? cli.Say("已占用", "in use") : line.Consumer;
            Style style = line.Consumer is null ? Tables.Quiet : Style.Plain;
            table.Row([new Text($"{line.Line}"), new Text(line.Name), new Text(direction), new Text(holder, style), new Text(line.Device ?? "")]);
        }

        cli.Console.Write(table);
        cli.Prose(cli.Say(
            "不读取电平：读电平须先占用引线，归还时可能改变它的功能（I2C、串口）。已配置触点的值见 edgeguard read 设备。",
            "No levels are read: for that a line must be taken, and given back it may have lost its function (I2C, UART). What contacts say: edgeguard read DEVICE."));
    }

    private void Nothing()
    {
        string line = cli.Say("没有找到任何设备。检查供电、接线和地址", "Nothing was found. Check power, wiring and addresses");
        cli.Prose(request.Kind == "modbus"
            ? line + cli.Say("，串口还要检查波特率、校验位和 A/B 线；应答慢的设备用 --timeout 400ms。", ", on a serial line also baud rate, parity, and A and B; slow devices need --timeout 400ms.")
            : line + cli.Say("。", "."));
    }

    private void Count()
    {
        int there = _units.Count(u => u.State is ModbusScan.Answers or ModbusScan.Refuses);
        cli.Prose(cli.Say($"共 {there} 个单元应答。", there == 1 ? "One unit answers." : $"{there} units answer."));
        bool all = _heads is [{ First: { } first, Last: { } last }] && last - first >= 2 && there == last - first + 1;
        if (all)
            cli.Prose(cli.Say("每个单元号都有应答：这台设备很可能不看单元号，只有一台。", "Every unit answers: most likely this is one device, which ignores the unit id."));
    }

    private string Configured(string? device) => device is null ? "" : cli.Say($"  已配置：{device}", $"  configured: {device}");

    private static string Name(ProfileFit fit) => fit.Variant is null ? fit.Profile : $"{fit.Profile}, {fit.Variant}";

    private static string Milliseconds(ScanHead head) => ((head.TimeoutSeconds ?? 0) * 1000).ToString("0", CultureInfo.InvariantCulture);

    private static string Hex(IEnumerable<int> addresses) => string.Join(", ", addresses.Select(a => $"0x{a:X2}"));

    private void Detail(string text) => cli.Console.Write(new Padder(new Text(text), new Padding(6, 0, 0, 0)));

    /// <summary>In one piece: below a progress line two pieces would be two lines.</summary>
    private void Line(string text, Style style) => cli.Console.Write(new Text($"{text}\n", style));
}
