using System.Text.Json;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

/// <summary>The data files of <c>hardware/</c>, read as the product reads them.</summary>
internal static class Shipped
{
    public static string Hardware { get; } = Path.Combine(Root(AppContext.BaseDirectory), "hardware");

    public static IReadOnlyList<string> ProfileFiles { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Hardware, "profiles"), "*.json").Order(StringComparer.Ordinal)];

    public static SignalDictionary Signals { get; } = SignalDictionary.Parse(File.ReadAllBytes(Path.Combine(Hardware, "signals.json")));

    public static DeviceProfile Profile(string name) =>
        Parse(File.ReadAllText(Path.Combine(Hardware, "profiles", name + ".json")));

    public static DeviceProfile Parse(string json) => JsonSerializer.Deserialize(json, ProfileJson.Default.DeviceProfile)!;

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "EdgeGuard.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
