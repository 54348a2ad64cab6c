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
        findings.Require(IsFileName(profile.Name), "$.name", "A profile's name has 1-64 small letters, digits and hyphens, and is the name of its file.");
        findings.Require(profile.Provenance.Source.Length > 0, "$.provenance.source", "Say where the map comes from: document and page, or program and file.");
        bool wire = profile.Addressing.Style == AddressStyle.Wire;
        findings.Require(!wire || (profile.Addressing.Base is null && profile.Addressing.Bases is null), "$.addressing", "Addresses of the style \"wire\" have no base; remove it, or write \"documented\".");
        findings.Require(wire || profile.Addressing.Base is not null || profile.Addressing.Bases is not null, "$.addressing", "Documented addresses need the \"base\" that is 0 on the wire, e.g. 30001.");
        findings.Require(profile.Defaults.Unit is null or (>= 0 and <= 255), "$.defaults.unit", "A unit id is 0-255 (1-247 on a serial line).");
        findings.Require(profile.Defaults.Serial is null or { Baud: > 0, StopBits: 1 or 2 }, "$.defaults.serial", "A serial line has a baud rate over 0 and 1 or 2 stop bits.");
        findings.Require(profile.Defaults.Poll is null || profile.Defaults.Poll > TimeSpan.Zero, "$.defaults.poll", "A poll interval is longer than 0.");
        findings.Require(profile.Limits.Registers is >= 1 and <= ReadLimits.MaxRegisters, "$.limits.registers", "One request reads 1-125 registers.");
        findings.Require(profile.Limits.Bits is >= 1 and <= ReadLimits.MaxBits, "$.limits.bits", "One request reads 1-2000 bits.");
        findings.Require(profile.Limits.Gap >= 0, "$.limits.gap", "A gap is 0 or more registers.");
        foreach (var (type, patterns) in profile.Invalid)
            PointChecks.CheckPatterns(patterns, type, $"$.invalid.{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(type.ToString())}", findings);
        int points = profile.Points.Count + profile.Modules.Count + profile.Variants.Count;
        findings.Require(points > 0, "$", "A profile without a point reads nothing; give it \"points\".");
    }

    private static bool CheckModules(IReadOnlyList<ProfileModule> modules, string path, Findings findings)
    {
        bool right = true;
        for (int i = 0; i < modules.Count; i++)
        {
            right &= findings.Require(modules[i].Count is >= 1 and <= MaxModules, $"{path}[{i}].count", $"A module repeats 1-{MaxModules} times.");
            right &= findings.Require(modules[i].Stride is >= 1 and <= 65535, $"{path}[{i}].stride", "The distance of two modules is at least 1 register.");
            findings.Require(modules[i].First >= 0, $"{path}[{i}].first", "Modules are numbered from 0 or more.");
            findings.Require(modules[i].Points.Count > 0, $"{path}[{i}].points", "A module needs at least one point.");
        }

        return right;
    }

    private static bool CheckVariants(DeviceProfile profile, Findings findings)
    {
        bool right = true;
        for (int i = 0; i < profile.Variants.Count; i++)
        {
            var variant = profile.Variants[i];
            right &= findings.Require(profile.Variants.Take(i).All(other => other.Name != variant.Name), $"$.variants[{i}].name", $"There are two variants \"{variant.Name}\"; give one another name.");
            right &= CheckModules(variant.Modules, $"$.variants[{i}].modules", findings);
        }

        string names = string.Join(", ", profile.Variants.Select(variant => variant.Name));
        if (profile.Variants.Count > 0)
            right &= findings.Require(profile.DefaultVariant is not null, "$", $"A profile with variants needs a \"defaultVariant\", one of: {names}.");
        return right & findings.Require(
            profile.DefaultVariant is null || profile.Variants.Any(variant => variant.Name == profile.DefaultVariant),
            "$.defaultVariant",
            profile.Variants.Count == 0 ? "There are no variants; remove it." : $"There is no variant \"{profile.DefaultVariant}\"; there are: {names}.");
    }

    private static void CheckTexts(DeviceProfile profile, Findings findings)
    {
        for (int i = 0; i < profile.Texts.Count; i++)
        {
            var text = profile.Texts[i];
            var table = text.Table ?? profile.Table;
            int start = profile.Addressing.ToWire(table, text.Address);
            findings.Require(!table.IsBits(), $"$.texts[{i}].table", "A text lies in registers, not in bits.");
            findings.Require(text.Count >= 1 && text.Count <= profile.Limits.Registers, $"$.texts[{i}].count", $"A text has 1-{profile.Limits.Registers} registers.");
            findings.Require(start >= 0 && start + text.Count <= 65536, $"$.texts[{i}].address", "A text lies within 0-65535 on the wire.");
            findings.Require(profile.Texts.Take(i).All(other => other.Name != text.Name), $"$.texts[{i}].name", $"There are two texts \"{text.Name}\"; give one another name.");
        }
    }

    private static void CheckExamples(DeviceProfile profile, Findings findings)
    {
        for (int i = 0; i < profile.Examples.Count; i++)
        {
            var example = profile.Examples[i];
            string path = $"$.examples[{i}]";
            if (!findings.Require(example.Variant is null || profile.Variants.Any(variant => variant.Name == example.Variant), $"{path}.variant", $"There is no variant \"{example.Variant}\"."))
                continue;
            var names = PlacedPoint.AllOf(profile, example.Variant).Select(point => point.Name).ToHashSet(StringComparer.Ordinal);
            foreach (string name in example.Expect.Keys)
                findings.Require(names.Contains(name), $"{path}.expect.{name}", $"There is no point \"{name}\" in this variant.");
            for (int g = 0; g < example.Given.Count; g++)
            {
                bool bits = (example.Given[g].Table ?? profile.Table).IsBits();
                for (int v = 0; v < example.Given[g].Values.Count; v++)
                    findings.Require(FitsRegister(example.Given[g].Values[v], bits), $"{path}.given[{g}].values[{v}]", bits ? "A bit is 0 or 1." : "A register is 0-65535, or -32768 to -1.");
            }
        }
    }

    private static bool FitsRegister(RawPattern value, bool bit) =>
        bit ? value.Bits <= 1 : value.Fits(RegisterType.S16);

    private static bool IsFileName(string name) =>
        name.Length is >= 1 and <= 64 && name[0] != '-' && name.All(letter => letter is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
