using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests;

/// <summary>
/// A room of 50 devices with 40 points each under the full shipped packs: 10 air conditioners, 8 rectifier plants, 8 batteries, 8 UPSes,
/// 6 meters and 10 panels of probes and contacts, all at rest.
/// </summary>
public static class BigRoom
{
    public const int Devices = 50;
    public const int PointsPerDevice = 40;

    private static readonly string[] s_families = ["ac", "rectifier", "battery", "ups", "meter", "env", "ac", "rectifier", "battery", "ups", "env", "meter"];

    private static readonly Dictionary<string, double> s_values = new(StringComparer.Ordinal)
    {
        ["ac.mode"] = 1,
        ["ac.compressor"] = 1,
        ["ac.supplyTemperature"] = 15,
        ["ac.returnTemperature"] = 24,
        ["ac.inletTemperature"] = 22,
        ["ac.outdoorTemperature"] = 28,
        ["ac.condenserTemperature"] = 45,
        ["ac.setpoint"] = 23,
        ["ac.supplySetpoint"] = 15,
        ["ac.demandPercent"] = 50,
        ["ac.compressorCurrent"] = 6,
        ["ups.status"] = 2,
        ["ups.chargeState"] = 1,
        ["ups.temperature"] = 30,
        ["rectifier.dcVoltage"] = 53.5,
        ["rectifier.floatVoltage"] = 53.5,
        ["rectifier.boostVoltage"] = 56.4,
        ["rectifier.lvd1Voltage"] = 46,
        ["rectifier.lvd2Voltage"] = 44,
        ["rectifier.highVoltageLimit"] = 57.5,
        ["rectifier.lowVoltageLimit"] = 47,
        ["rectifier.mode"] = 7,
        ["battery.voltage"] = 53.5,
        ["battery.halfVoltage1"] = 26.7,
        ["battery.halfVoltage2"] = 26.8,
        ["battery.current"] = 0.1,
        ["battery.full"] = 1,
        ["meter.powerFactor"] = 0.97,
    };

    private static readonly Dictionary<string, double> s_ratings = new(StringComparer.Ordinal)
    {
        ["current"] = 200,
        ["moduleCurrent"] = 50,
        ["modules"] = 4,
        ["capacity"] = 500,
        ["requiredAutonomy"] = 8 * 3600,
        ["floatVoltage"] = 53.5,
        ["boostVoltage"] = 56.4,
        ["lvd1Voltage"] = 46,
        ["lvd2Voltage"] = 44,
        ["breakerCurrent"] = 250,
        ["phaseCurrent"] = 100,
        ["coolingPower"] = 12_000,
        ["designLife"] = 10 * 365.0 * 86_400,
        ["cells"] = 24,
        ["designRunTime"] = 40_000 * 3600.0,
        ["designStarts"] = 200_000,
    };

    public static GatewayModel Model(string hardware, SignalDictionary signals, Language language = Language.En)
    {
        var reader = new ConfigReader();
        List<RuleFile> packs = [.. Directory.EnumerateFiles(Path.Combine(hardware, "rules"), "*.json").Order(StringComparer.Ordinal).Select(Read)];
        var rules = new RuleSet([.. packs.SelectMany(p => p.Rules)], [.. packs.SelectMany(p => p.Points)], signals, new Dictionary<string, double> { ["roomPower"] = 400_000 });
        HashSet<string> computed = [.. rules.Calculations.Select(c => c.Signal)];
        return ModelBuilder.Build([.. Enumerable.Range(0, Devices).Select(i => Device(i, signals, computed))], rules, language, new TelemetryConfig());

        RuleFile Read(string path)
        {
            ConfigDocument<RuleFile> file = reader.ReadRules(Path.GetFileName(path), File.ReadAllBytes(path));
            return file.Value ?? throw new InvalidDataException(file.Errors[0].In(Language.En));
        }
    }

    /// <summary>What a point at rest reads, plausible for its signal.</summary>
    public static double Rest(PointInfo point)
    {
        if (point.Signal is { } signal && s_values.TryGetValue(signal, out double value))
            return value;
        return point.Unit switch
        {
            Unit.DegreeCelsius => 23,
            Unit.PercentRelativeHumidity => 45,
            Unit.Volt => 230,
            Unit.Ampere => 20,
            Unit.Watt or Unit.VoltAmpere => 4000,
            Unit.Percent => 40,
            Unit.Hertz => 50,
            Unit.Second => 20_000,
            Unit.AmpereHour => 500,
            _ => 0,
        };
    }

    private static DeviceSpec Device(int i, SignalDictionary signals, HashSet<string> computed)
    {
        string family = s_families[i % s_families.Length];
        List<string> names = [.. signals.Names.Where(n => n.StartsWith(family + ".", StringComparison.Ordinal) && !computed.Contains(n)).Take(PointsPerDevice)];
        if (family == "env")
            names.AddRange(["mains.lost", "mains.surgeArrester"]);
        while (names.Count < PointsPerDevice)
            names.Add("generic.value");
        return new DeviceSpec($"{family}{i:00}", new Words($"设备{i}", $"Device {i}"), TimeSpan.FromSeconds(1), 2, [.. names.Take(PointsPerDevice).Select((n, k) => Point(n, k, signals))])
        {
            Ratings = s_ratings,
            Installed = new DateOnly(2023, 5, 1),
            Asset = family == "battery" ? new AssetConfig { Maker = "Shoto", Chemistry = "vrla", Parallel = "dc1" } : null,
        };
    }

    private static PointSpec Point(string name, int index, SignalDictionary signals)
    {
        SignalInfo signal = signals[name];
        Unit unit = Units.TryFindCanonical(signal.Unit, out Unit? known) ? known.Value : Unit.None;
        string own = name == "generic.value" ? $"value{index}" : name[(name.IndexOf('.') + 1)..];
        return new PointSpec(own, name, signal.SignalId, unit, signal.Label, signal.States);
    }
}
