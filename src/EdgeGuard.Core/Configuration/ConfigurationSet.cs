using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>The whole configuration, file by file; a file with errors has no value.</summary>
/// <param name="Packs">Rules that ship, by file name.</param>
/// <param name="SiteRules">Rules of the site, by file name.</param>
public sealed record ConfigurationSet(
    ConfigDocument<GatewayConfig> Gateway,
    IReadOnlyList<ConfigDocument<DeviceConfig>> Devices,
    IReadOnlyList<ConfigDocument<RuleFile>> Packs,
    IReadOnlyList<ConfigDocument<RuleFile>> SiteRules)
{
    /// <summary>Of an accepted configuration nobody asks where in its files anything stands.</summary>
    public ConfigurationSet WithoutPlaces() => new(
        Gateway.WithoutPlaces(),
        Devices.Select(d => d.WithoutPlaces()).ToArray(),
        Packs.Select(p => p.WithoutPlaces()).ToArray(),
        SiteRules.Select(r => r.WithoutPlaces()).ToArray());

    /// <summary>Errors of the single files.</summary>
    public IEnumerable<ConfigError> FileErrors =>
    [
        .. Gateway.Errors,
        .. Devices.SelectMany(d => d.Errors),
        .. Packs.SelectMany(d => d.Errors),
        .. SiteRules.SelectMany(d => d.Errors),
    ];

    /// <summary>The rules in force: <see cref="RuleLayers.Merge"/>.</summary>
    public IReadOnlyList<RuleConfig> Rules => RuleLayers.Merge(RulesOf(Packs), RulesOf(SiteRules));

    /// <summary>The computed points in force, likewise.</summary>
    public IReadOnlyList<CalculationConfig> Calculations => RuleLayers.Merge(
        Packs.SelectMany(f => f.Value?.Points ?? []), SiteRules.SelectMany(f => f.Value?.Points ?? []));

    /// <summary>The file of each rule in force, by its id.</summary>
    public IReadOnlyDictionary<string, string> RuleFiles
    {
        get
        {
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (ConfigDocument<RuleFile> file in SiteRules.Concat(Packs))
            {
                foreach (RuleConfig rule in file.Value?.Rules ?? [])
                    files.TryAdd(rule.Id, file.File);
            }

            return files;
        }
    }

    /// <summary>Reads every file, in the order of their names whatever order they come in.</summary>
    public static ConfigurationSet Read(ConfigReader reader, IEnumerable<ConfigFile> files)
    {
        var sorted = files.OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        var gateways = sorted.Where(f => f.Kind == ConfigFileKind.Gateway).ToList();
        return new ConfigurationSet(
            gateways is [var one, ..] ? reader.ReadGateway(one.Name, one.Bytes.Span) : NoGateway(),
            [.. sorted.Where(f => f.Kind == ConfigFileKind.Device).Select(f => reader.ReadDevice(f.Name, f.Bytes.Span))],
            [.. sorted.Where(f => f.Kind == ConfigFileKind.Pack).Select(f => reader.ReadRules(f.Name, f.Bytes.Span))],
            [.. sorted.Where(f => f.Kind == ConfigFileKind.SiteRules).Select(f => reader.ReadRules(f.Name, f.Bytes.Span))]);
    }

    private static ConfigDocument<GatewayConfig> NoGateway()
    {
        const string Name = "edgeguard.json";
        var message = new Words("缺少此文件；至少要有 {\"gateway\": {\"id\": …, \"site\": …}}", "this file is missing; the least is {\"gateway\": {\"id\": …, \"site\": …}}");
        return new ConfigDocument<GatewayConfig>(Name, null, null, [new ConfigError(Name, 1, 1, JsonPaths.Root, message)]);
    }

    private static IEnumerable<RuleConfig> RulesOf(IEnumerable<ConfigDocument<RuleFile>> files) =>
        files.SelectMany(f => f.Value?.Rules ?? []);
}
