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
    private readonly Dictionary<string, string?> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProfileOutline?> _outlines = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Profile, string? Variant), DeviceKind> _kinds = [];

    /// <param name="configFolder">Its <c>profiles.d/</c> adds profiles of the site; null: only what ships.</param>
    public Hardware(string? configFolder)
    {
        Signals = SignalDictionary.Parse(ShippedFiles.Signals());
        _profileFiles = configFolder is null
            ? ShippedFiles.List("profiles")
            : ShippedFiles.List("profiles", Path.Combine(configFolder, "profiles.d"));
        Catalog = MakeCatalog();
    }

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

    /// <summary>What is wrong with a profile's own file, its first finding; null when nothing is, or there is no such file.</summary>
    public string? ProfileError(string name) =>
        _errors.TryGetValue(name, out string? known) ? known : _errors[name] = Check(name);

    private string? Check(string name)
    {
        try
        {
            if (Profile(name) is not { } profile)
                return null;
            return ProfileChecks.Check(profile, Signals) is [var first, ..] ? $"{first.Path}: {first.Message}" : null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    private HardwareCatalog MakeCatalog() => new()
    {
        ProfileNames = [.. ProfileNames],
        Profile = Outline,
        Sensors = SensorCatalog.All.ToDictionary(s => s.Name, Outline, StringComparer.Ordinal),
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
            : null;

    private static SensorOutline Outline(SensorModel sensor)
    {
        var offers = sensor.Name switch
        {
            "contacts" => SensorInputs.Contacts,
            "ads1115" => SensorInputs.Channels,
            _ => SensorInputs.None,
        };
        IReadOnlyList<OfferedPoint> points = offers == SensorInputs.None ? sensor.Points(new DeviceConfig { Id = "x", Bus = "x" }) : [];
        return new SensorOutline(sensor.Bus, sensor.Addresses, [.. points.Select(p => new PointOutline(p.Name, p.Signal))], offers);
    }

    private static Unit CanonicalOf(string name) => Units.TryFindCanonical(name, out Unit? unit) ? unit.Value : Unit.None;
}
