using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What a configuration may name: signals, device profiles and sensors. Profiles are read when they are first asked for.</summary>
internal sealed class Hardware
{
    private readonly IReadOnlyDictionary<string, Func<byte[]>> _profileFiles;
    private readonly Dictionary<string, DeviceProfile> _profiles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ConfigError>> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProfileOutline?> _outlines = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Profile, string? Variant), DeviceKind> _kinds = [];

    /// <param name="configFolder">Its <c>profiles.d/</c> adds profiles of the site; null: only what ships.</param>
    public Hardware(string? configFolder)
        : this(configFolder is null ? ShippedFiles.List("profiles") : ShippedFiles.List("profiles", Path.Combine(configFolder, "profiles.d")))
    {
    }

    private Hardware(IReadOnlyDictionary<string, Func<byte[]>> profileFiles)
    {
        Signals = SignalDictionary.Parse(ShippedFiles.Signals());
        _profileFiles = profileFiles;
        Catalog = MakeCatalog();
    }

    /// <summary>With the profiles of these files of a configuration, and no others.</summary>
    public static Hardware Of(IEnumerable<ConfigFile> configuration) => new(configuration
        .Where(f => f.Kind == ConfigFileKind.Profile)
        .ToDictionary(f => Path.GetFileName(f.Name), f => (Func<byte[]>)f.Bytes.ToArray, StringComparer.Ordinal));

    public SignalDictionary Signals { get; }

    public HardwareCatalog Catalog { get; }

    public IEnumerable<string> ProfileNames => _profileFiles.Keys.Select(f => Path.GetFileNameWithoutExtension(f));

    /// <summary>A profile as it stands in its file; null when there is none of that name.</summary>
    public byte[]? ProfileBytes(string name) => _profileFiles.TryGetValue($"{name}.json", out Func<byte[]>? read) ? read() : null;

    /// <summary>A profile by name; null when there is none.</summary>
    /// <exception cref="JsonException">Its file is not a profile.</exception>
    public DeviceProfile? Profile(string name)
    {
        if (_profiles.TryGetValue(name, out DeviceProfile? known))
            return known;
        if (ProfileBytes(name) is not { } bytes)
            return null;
        DeviceProfile profile = JsonSerializer.Deserialize(bytes, ProfileJson.Default.DeviceProfile)
            ?? throw new JsonException($"Profile {name} is null.");
        return _profiles[name] = profile;
    }

    /// <summary>What all devices of a profile and variant have in common.</summary>
    /// <param name="profile">One without a <see cref="ProfileError"/>.</param>
    public DeviceKind Kind(string profile, string? variant) =>
        _kinds.TryGetValue((profile, variant), out DeviceKind? known) ? known : _kinds[(profile, variant)] = DeviceKind.Of(Profile(profile)!, variant, Signals);

    /// <summary>The first thing wrong with a profile's own file, with its place; null when nothing is, or there is no such file.</summary>
    public ConfigError? ProfileError(string name) => ProfileErrors(name) is [var first, ..] ? first : null;

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<ConfigError> ProfileErrors(string name) =>
        _errors.TryGetValue(name, out IReadOnlyList<ConfigError>? known) ? known : _errors[name] = Check(name);

    private IReadOnlyList<ConfigError> Check(string name)
    {
        string file = $"profiles/{name}.json";
        try
        {
            // The schema is only asked where something is wrong: a start need not read it.
            bool well = Profile(name) is not { } profile
                || (ProfileChecks.Check(profile, Signals).Count == 0 && ProfileExamples.Check(profile).Count == 0);
            return well ? [] : ProfileFileCheck.Run(file, ProfileBytes(name), Signals);
        }
        catch (JsonException)
        {
            return ProfileFileCheck.Run(file, ProfileBytes(name), Signals);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [ProfileFileCheck.Unreadable(file, e)];
        }
    }

    private HardwareCatalog MakeCatalog() => new()
    {
        ProfileNames = [.. ProfileNames],
        Profile = Outline,
        Sensors = SensorCatalog.All.ToDictionary(s => s.Name, Outline, StringComparer.Ordinal),
        GatewayPoints = [.. SelfMonitor.Spec(Signals).Points.Select(p => new PointOutline(p.Name, p.Signal))],
        Signals = Signals.Names.ToDictionary(n => n, n => CanonicalOf(Signals[n].Unit), StringComparer.Ordinal),
        Units = Units.Names.ToDictionary(n => n, n => Units.TryFind(n, out UnitConversion unit) ? unit.Canonical : Unit.None, StringComparer.Ordinal),
    };

    private ProfileOutline? Outline(string name) =>
        _outlines.TryGetValue(name, out ProfileOutline? known) ? known : _outlines[name] = MakeOutline(name);

    private ProfileOutline? MakeOutline(string name) =>
        ProfileError(name) is null && Profile(name) is { } profile
            ? new ProfileOutline(
                profile.Defaults.Unit,
                [.. profile.PointsOf(Signals).Select(p => new PointOutline(p.Name, p.Signal))],
                [.. profile.Variants.Select(v => v.Name)])
            {
                Serial = profile.Defaults.Serial,
                NeverWrite = [.. profile.NeverWrite.Select(r => Protected(profile, r))],
            }
            : null;

    private static ProtectedRange Protected(DeviceProfile profile, RegisterRange range)
    {
        int first = profile.Addressing.ToWire(range.Table, range.Address);
        return new ProtectedRange(range.Table, first, first + range.Count - 1, range.Why);
    }

    private static SensorOutline Outline(SensorModel sensor)
    {
        bool isFixed = sensor.Offers is SensorInputs.None or SensorInputs.Shunt or SensorInputs.Line;
        IReadOnlyList<OfferedPoint> points = isFixed ? sensor.Points(new DeviceConfig { Id = "x", Bus = "x" }) : [];
        return new SensorOutline(sensor.Bus, sensor.Addresses, [.. points.Select(p => new PointOutline(p.Name, p.Signal))], sensor.Offers)
        {
            MaxShuntVolts = sensor.MaxShuntVolts,
            Lines = sensor.Lines,
            OutputLines = sensor.OutputLines,
        };
    }

    private static Unit CanonicalOf(string name) => Units.TryFindCanonical(name, out Unit? unit) ? unit.Value : Unit.None;
}
