using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>
/// What a profile must keep beyond its schema. Everything is found at once; a profile without a finding builds a plan for each of
/// its variants.
/// </summary>
public static class ProfileChecks
{
    private const int MaxModules = 1000;

    public static IReadOnlyList<ProfileFinding> Check(DeviceProfile profile, SignalDictionary signals)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(signals);
        var findings = new Findings();
        CheckHead(profile, findings);
        RangeChecks.Check(profile, findings);
        ProbeChecks.Check(profile, findings);
        CheckTexts(profile, findings);
        bool expandable = CheckModules(profile.Modules, "$.modules", findings) & CheckVariants(profile, findings);
        if (!expandable)
            return findings.All;

        string?[] variants = profile.Variants.Count == 0 ? [null] : [.. profile.Variants.Select(variant => variant.Name)];
        foreach (string? variant in variants)
        {
            var points = PlacedPoint.AllOf(profile, variant);
            foreach (var point in points)
                PointChecks.Check(point, signals, findings);
            MapChecks.Check(profile, points, findings);
        }

        CheckExamples(profile, findings);
        return findings.All;
    }

    private static void CheckHead(DeviceProfile profile, Findings findings)
    {
        findings.Require(IsFileName(profile.Name), "$.name", "模板名有 1-64 个小写字母、数字和连字符，并与文件同名", "A profile's name has 1-64 small letters, digits and hyphens, and is the name of its file.");
        findings.Require(profile.Provenance.Source.Length > 0, "$.provenance.source", "请写明寄存器表的出处：文件与页码，或程序与文件", "Say where the map comes from: document and page, or program and file.");
        bool wire = profile.Addressing.Style == AddressStyle.Wire;
        findings.Require(!wire || (profile.Addressing.Base is null && profile.Addressing.Bases is null), "$.addressing", "wire 式地址没有 base；请删去，或改为 documented", "Addresses of the style \"wire\" have no base; remove it, or write \"documented\".");
        findings.Require(wire || profile.Addressing.Base is not null || profile.Addressing.Bases is not null, "$.addressing", "documented 式地址要写出线路上为 0 的 base，如 30001", "Documented addresses need the \"base\" that is 0 on the wire, e.g. 30001.");
        findings.Require(profile.Defaults.Unit is null or (>= 0 and <= 255), "$.defaults.unit", "单元号为 0-255（串行线上 1-247）", "A unit id is 0-255 (1-247 on a serial line).");
        findings.Require(profile.Defaults.Serial is null or { Baud: > 0, StopBits: 1 or 2 }, "$.defaults.serial", "串行线的波特率大于 0，停止位为 1 或 2", "A serial line has a baud rate over 0 and 1 or 2 stop bits.");
        findings.Require(profile.Defaults.Poll is null || profile.Defaults.Poll > TimeSpan.Zero, "$.defaults.poll", "轮询间隔要大于 0", "A poll interval is longer than 0.");
        findings.Require(profile.Defaults.PauseAfterConnect is null || profile.Defaults.PauseAfterConnect.Value is { Ticks: >= 0 } and { TotalSeconds: <= 60 }, "$.defaults.pauseAfterConnect", "连接后的等待为 0 到 1 分钟", "The pause after a connect is 0 to 1 minute.");
        findings.Require(profile.Limits.Registers is >= 1 and <= ReadLimits.MaxRegisters, "$.limits.registers", "一次请求读 1-125 个寄存器", "One request reads 1-125 registers.");
        findings.Require(profile.Limits.Bits is >= 1 and <= ReadLimits.MaxBits, "$.limits.bits", "一次请求读 1-2000 个位", "One request reads 1-2000 bits.");
        findings.Require(profile.Limits.Gap >= 0, "$.limits.gap", "间隔不小于 0 个寄存器", "A gap is 0 or more registers.");
        foreach (var (type, patterns) in profile.Invalid)
            PointChecks.CheckPatterns(patterns, type, $"$.invalid.{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(type.ToString())}", findings);
        int points = profile.Points.Count + profile.Modules.Count + profile.Variants.Count;
        findings.Require(points > 0, "$", "没有测点的模板什么也读不到；请写 points", "A profile without a point reads nothing; give it \"points\".");
    }

    private static bool CheckModules(IReadOnlyList<ProfileModule> modules, string path, Findings findings)
    {
        bool right = true;
        for (int i = 0; i < modules.Count; i++)
        {
            right &= findings.Require(modules[i].Count is >= 1 and <= MaxModules, $"{path}[{i}].count", $"模块重复 1-{MaxModules} 次", $"A module repeats 1-{MaxModules} times.");
            right &= findings.Require(modules[i].Stride is >= 1 and <= 65535, $"{path}[{i}].stride", "两个模块至少相隔 1 个寄存器", "The distance of two modules is at least 1 register.");
            findings.Require(modules[i].First >= 0, $"{path}[{i}].first", "模块从 0 或更大的数编号", "Modules are numbered from 0 or more.");
            findings.Require(modules[i].Points.Count > 0, $"{path}[{i}].points", "模块至少要有一个测点", "A module needs at least one point.");
        }

        return right;
    }

    private static bool CheckVariants(DeviceProfile profile, Findings findings)
    {
        bool right = true;
        for (int i = 0; i < profile.Variants.Count; i++)
        {
            var variant = profile.Variants[i];
            right &= findings.Require(profile.Variants.Take(i).All(other => other.Name != variant.Name), $"$.variants[{i}].name", $"有两个版本名为“{variant.Name}”；请改其中一个", $"There are two variants \"{variant.Name}\"; give one another name.");
            right &= CheckModules(variant.Modules, $"$.variants[{i}].modules", findings);
        }

        string names = string.Join(", ", profile.Variants.Select(variant => variant.Name));
        if (profile.Variants.Count > 0)
            right &= findings.Require(profile.DefaultVariant is not null, "$", $"有版本的模板要写 defaultVariant，其一：{names}", $"A profile with variants needs a \"defaultVariant\", one of: {names}.");
        return right & findings.Require(
            profile.DefaultVariant is null || profile.Variants.Any(variant => variant.Name == profile.DefaultVariant),
            "$.defaultVariant",
            profile.Variants.Count == 0 ? "没有版本；请删去" : $"没有版本“{profile.DefaultVariant}”；有：{names}",
            profile.Variants.Count == 0 ? "There are no variants; remove it." : $"There is no variant \"{profile.DefaultVariant}\"; there are: {names}.");
    }

    private static void CheckTexts(DeviceProfile profile, Findings findings)
    {
        for (int i = 0; i < profile.Texts.Count; i++)
        {
            var text = profile.Texts[i];
            var table = text.Table ?? profile.Table;
            int start = profile.Addressing.ToWire(table, text.Address);
            findings.Require(!table.IsBits(), $"$.texts[{i}].table", "文本在寄存器中，不在位中", "A text lies in registers, not in bits.");
            findings.Require(text.Count >= 1 && text.Count <= profile.Limits.Registers, $"$.texts[{i}].count", $"文本有 1-{profile.Limits.Registers} 个寄存器", $"A text has 1-{profile.Limits.Registers} registers.");
            findings.Require(text.Form == TextForm.Ascii || text.Count == 1, $"$.texts[{i}].count", "日期占 1 个寄存器", "A day takes 1 register.");
            findings.Require(start >= 0 && start + text.Count <= 65536, $"$.texts[{i}].address", "文本在线路上应在 0-65535 之内", "A text lies within 0-65535 on the wire.");
            findings.Require(profile.Texts.Take(i).All(other => other.Name != text.Name), $"$.texts[{i}].name", $"有两个文本名为“{text.Name}”；请改其中一个", $"There are two texts \"{text.Name}\"; give one another name.");
        }
    }

    private static void CheckExamples(DeviceProfile profile, Findings findings)
    {
        for (int i = 0; i < profile.Examples.Count; i++)
        {
            var example = profile.Examples[i];
            string path = $"$.examples[{i}]";
            if (!findings.Require(example.Variant is null || profile.Variants.Any(variant => variant.Name == example.Variant), $"{path}.variant", $"没有版本“{example.Variant}”", $"There is no variant \"{example.Variant}\"."))
                continue;
            var names = PlacedPoint.AllOf(profile, example.Variant).Select(point => point.Name).ToHashSet(StringComparer.Ordinal);
            foreach (string name in example.Expect.Keys)
                findings.Require(names.Contains(name), $"{path}.expect.{name}", $"此版本没有测点“{name}”", $"There is no point \"{name}\" in this variant.");
            for (int g = 0; g < example.Given.Count; g++)
            {
                bool bits = (example.Given[g].Table ?? profile.Table).IsBits();
                for (int v = 0; v < example.Given[g].Values.Count; v++)
                    findings.Require(FitsRegister(example.Given[g].Values[v], bits), $"{path}.given[{g}].values[{v}]", bits ? "位为 0 或 1" : "寄存器为 0-65535，或 -32768 到 -1", bits ? "A bit is 0 or 1." : "A register is 0-65535, or -32768 to -1.");
            }
        }
    }

    private static bool FitsRegister(RawPattern value, bool bit) =>
        bit ? value.Bits <= 1 : value.Fits(RegisterType.S16);

    private static bool IsFileName(string name) =>
        name.Length is >= 1 and <= 64 && name[0] != '-' && name.All(letter => letter is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
