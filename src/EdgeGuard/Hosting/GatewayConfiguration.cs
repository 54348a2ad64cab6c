using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>A configuration as it was read, with everything that is wrong with it.</summary>
/// <param name="Files">As read; kept as the accepted one when it runs.</param>
/// <param name="Errors">All at once, errors and warnings, in the order of files and lines.</param>
internal sealed record GatewayConfiguration(
    IReadOnlyList<ConfigFile> Files,
    ConfigurationSet Set,
    IReadOnlyList<ConfigError> Errors)
{
    public bool Accepted => ConfigurationChecks.Accepts(Errors);

    public GatewayConfig Gateway => Set.Gateway.Value!;

    public IEnumerable<DeviceConfig> Devices => Set.Devices.Select(d => d.Value!);

    public string Hash { get; } = ConfigurationHash.Of(Files);

    /// <summary>What a running gateway needs of an accepted one: not the files it was read from.</summary>
    public GatewayConfiguration Lean() => this with { Files = [], Set = Set.WithoutPlaces() };

    /// <summary>Reads edgeguard.json, devices.d and rules.d of a folder, and the rule packs that ship.</summary>
    public static GatewayConfiguration Read(string folder, Hardware hardware)
    {
        var files = new List<ConfigFile>();
        var unreadable = new List<ConfigError>();
        Add(ConfigFileKind.Gateway, "edgeguard.json");
        AddAll(ConfigFileKind.Device, "devices.d");
        AddAll(ConfigFileKind.SiteRules, "rules.d");
        foreach ((string name, Func<byte[]> read) in ShippedFiles.List("rules"))
            files.Add(new ConfigFile(ConfigFileKind.Pack, $"rules/{name}", read()));
        GatewayConfiguration whole = Check(files, hardware, unreadable);
        return whole.Accepted ? new GatewayConfiguration([.. files, .. NamedProfiles(whole.Set, hardware)], whole.Set, whole.Errors) : whole;

        void AddAll(ConfigFileKind kind, string part)
        {
            string place = Path.Combine(folder, part);
            if (!Directory.Exists(place))
                return;
            foreach (string path in Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal))
                Add(kind, $"{part}/{Path.GetFileName(path)}");
        }

        void Add(ConfigFileKind kind, string name)
        {
            string path = Path.Combine(folder, name);
            try
            {
                if (File.Exists(path))
                    files.Add(new ConfigFile(kind, name, File.ReadAllBytes(path)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                unreadable.Add(new ConfigError(name, 1, 1, "$", new Words($"无法读取：{e.Message}", $"cannot be read: {e.Message}")));
            }
        }
    }

    public static GatewayConfiguration Check(IReadOnlyList<ConfigFile> files, Hardware hardware, IReadOnlyList<ConfigError>? more = null)
    {
        var set = ConfigurationSet.Read(new ConfigReader(), files);
        IReadOnlyList<ConfigError> errors = ConfigError.InOrder([.. more ?? [], .. ProfileErrors(set, hardware), .. ConfigurationChecks.Run(set, hardware.Catalog)]);
        return new GatewayConfiguration(files, set, errors);
    }

    /// <summary>Profiles that are named and whose own files are wrong.</summary>
    private static IEnumerable<ConfigError> ProfileErrors(ConfigurationSet set, Hardware hardware) =>
        Named(set).SelectMany(hardware.ProfileErrors);

    /// <summary>The profiles belong to what was accepted: a later one of the same name must not change what runs unasked.</summary>
    private static IEnumerable<ConfigFile> NamedProfiles(ConfigurationSet set, Hardware hardware) =>
        from name in Named(set)
        let bytes = hardware.ProfileBytes(name)
        where bytes is not null
        select new ConfigFile(ConfigFileKind.Profile, $"profiles/{name}.json", bytes);

    private static IEnumerable<string> Named(ConfigurationSet set) =>
        set.Devices.Select(d => d.Value?.Profile).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
