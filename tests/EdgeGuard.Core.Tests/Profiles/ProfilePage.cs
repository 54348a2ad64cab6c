using System.Globalization;
using System.Text.Json;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

/// <summary>The page <c>hardware/profiles/README.md</c>, made from the files beside it.</summary>
internal static class ProfilePage
{
    public static string Path { get; } = System.IO.Path.Combine(Shipped.Hardware, "profiles", "README.md");

    public static string Text(IReadOnlyList<DeviceProfile> profiles)
    {
        List<string> lines =
        [
            "# The device profiles",
            "",
            "Made from the files of this folder by the test `ProfilePageTests`; do not edit. After a change of a profile:",
            "",
            "    EDGEGUARD_ACCEPT=1 dotnet test --project tests/EdgeGuard.Core.Tests -- --filter-class \"*.ProfilePageTests\"",
            "",
            "How a profile is written, and what the rungs mean: [`../README.md`](../README.md). No map here is on the rung `hardware` unless it says so:",
            "compare order, scale and sign with the device's display when it is commissioned.",
            "",
            "`f3 146+8` is function 3, eight registers from address 146 on the wire; x 3 means three points of one signal. Unit and line are those of delivery.",
            "",
            "| profile | device | points | requests | rung | checked |",
            "|---|---|---|---|---|---|",
            .. profiles.Select(Row),
        ];
        foreach (var profile in profiles)
            lines.AddRange(Section(profile));
        return string.Join('\n', lines) + '\n';
    }

    private static string Row(DeviceProfile profile) =>
        $"| [`{profile.Name}`](#{profile.Name}) | {profile.Label.Zh}<br>{profile.Label.En} | {profile.PointsOf(Shipped.Signals).Count} "
        + $"| {ReadPlan.Build(profile).Blocks.Count} | {Word(profile.Provenance.Rung)} | {Day(profile)} |";

    private static IEnumerable<string> Section(DeviceProfile profile)
    {
        yield return "";
        yield return $"## {profile.Name}";
        yield return "";
        yield return $"{profile.Manufacturer} {profile.Model}";
        yield return "";
        yield return "| | |";
        yield return "|---|---|";
        foreach (string? variant in Variants(profile))
        {
            string of = variant is null ? "" : $" ({variant})";
            yield return $"| offers{of} | {Offers(profile, variant)} |";
            yield return $"| read{of} | {string.Join("; ", ReadPlan.Build(profile, variant).Blocks.Select(Request))} |";
        }

        yield return $"| line | {Line(profile)} |";
        if (Traits(profile) is { Length: > 0 } traits)
            yield return $"| known by | {traits} |";
        if (profile.NeverWrite.Count > 0)
            yield return $"| never written | {string.Join("; ", profile.NeverWrite.Select(range => range.Why ?? Place(range)))} |";
        yield return $"| source | {profile.Provenance.Source} ({Word(profile.Provenance.Rung)}, {Day(profile)}) |";
    }

    private static string?[] Variants(DeviceProfile profile) =>
        profile.Variants.Count == 0 ? [null] : [.. profile.Variants.Select(variant => variant.Name)];

    /// <summary>By signal, the dictionary's order; how many points where there are several.</summary>
    private static string Offers(DeviceProfile profile, string? variant)
    {
        var counts = profile.PointsOf(Shipped.Signals, variant).GroupBy(point => point.Signal).ToDictionary(group => group.Key, group => group.Count());
        return string.Join(", ", Shipped.Signals.Names.Where(counts.ContainsKey).Select(name => counts[name] == 1 ? $"`{name}`" : $"`{name}` x {counts[name]}"));
    }

    private static string Request(PlanBlock block)
    {
        string every = block.Poll is { } poll ? $" every {poll.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s" : "";
        return $"{Function(block.Table)} {block.Address}+{block.Count}{every}";
    }

    private static string Line(DeviceProfile profile)
    {
        var defaults = profile.Defaults;
        List<string> parts = [defaults.Unit is { } unit ? $"unit {unit}" : "unit not told"];
        if (defaults.Serial is { } serial)
            parts.Add($"{serial.Baud} baud, {(serial.Parity == LineParity.None ? "no" : Word(serial.Parity))} parity, {serial.StopBits} stop bit{(serial.StopBits == 1 ? "" : "s")}");
        if (defaults.Timeout is { } timeout)
            parts.Add($"answers within {timeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)} ms");
        if (profile.Limits.Registers < ReadLimits.MaxRegisters)
            parts.Add($"at most {profile.Limits.Registers} registers at once");
        return string.Join("; ", parts);
    }

    private static string Traits(DeviceProfile profile)
    {
        List<string> parts = [];
        if (profile.Identity is { } identity)
        {
            parts.AddRange(identity.Objects.Select(item => $"object {item.Object} contains \"{item.Contains}\""));
            parts.AddRange(identity.Registers.Select(probe => $"{Function(probe.Table)} {probe.Address} {Wanted(probe)}"));
        }

        parts.AddRange(profile.Variants.Where(variant => variant.When is not null)
            .Select(variant => $"{variant.Name}: {Function(variant.When!.Table)} {variant.When.Address} {Wanted(variant.When)}"));
        return string.Join("; ", parts);
    }

    private static string Wanted(RegisterProbe probe) => probe.Range is { } range
        ? $"from {range.Min} to {range.Max}"
        : $"is {string.Join(" or ", probe.Values)}";

    private static string Place(RegisterRange range) => $"{Function(range.Table)} {range.Address}+{range.Count}";

    private static string Function(RegisterTable table) => table switch
    {
        RegisterTable.Coil => "f1",
        RegisterTable.DiscreteInput => "f2",
        RegisterTable.HoldingRegister => "f3",
        _ => "f4",
    };

    private static string Day(DeviceProfile profile) => profile.Provenance.Checked.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
