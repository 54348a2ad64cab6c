using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

/// <summary>What the shipped packs make of a device of each shipped profile: nobody writes a rule for it.</summary>
public class ProfileRulesTests
{
    private static readonly RuleSet s_rules = Packs();

    public static TheoryData<string, string?> Variants()
    {
        var data = new TheoryData<string, string?>();
        foreach (string file in Shipped.ProfileFiles)
        {
            var profile = Shipped.Profile(Path.GetFileNameWithoutExtension(file));
            data.Add(profile.Name, null);
            foreach (var variant in profile.Variants.Where(v => v.Name != profile.DefaultVariant))
                data.Add(profile.Name, variant.Name);
        }

        return data;
    }

    /// <summary>A signal that a pack takes as one value must be one point of the device.</summary>
    [Theory, MemberData(nameof(Variants))]
    public void No_expression_of_a_pack_has_a_problem_with_the_device(string name, string? variant) =>
        Assert.Empty(Room(name, variant).Plan.Problems.Select(p => p.Problem.Words.En));

    [Theory]
    [InlineData("alpha-cordex-cxc", null, "rectifier-redundancy,rectifier-load,rectifier-overloaded,dc-voltage,lvd1,lvd2,rectifier-ac-voltage,boost-long")]
    [InlineData("alpha-cordex-cxc-hp", "rev-g", "rectifier-load,dc-voltage,lvd2")]
    [InlineData("unipower-arr", null, "dc-voltage,settings-float,rectifier-neutral-lost,battery-fault,battery-discharge,discharge-with-mains")]
    [InlineData("apc-smart-ups", null, "ups-on-battery,ups-bypass,ups-off,ups-load,ups-overload,ups-battery-low,ups-runtime,ups-battery-replace,ups-battery-open,ups-input-abnormal")]
    [InlineData("apc-nmc2", null, "ups-on-battery,ups-load,ups-battery-low,ups-runtime,ups-battery-replace,ups-overload-bit")]
    [InlineData("socomec-jbus", null, "ups-on-battery,ups-bypass,ups-load,ups-phase-load,ups-battery-low,ups-runtime,ups-rectifier-fault,ups-inverter-fault")]
    [InlineData("socomec-jbus", "single-phase", "ups-on-battery,ups-bypass,ups-load,ups-battery-low,ups-runtime")]
    [InlineData("delta-ups", null, "ups-on-battery,ups-load,ups-overload,ups-runtime,ups-fan-fault,ups-inverter-fault")]
    [InlineData("delta-ups", "three-phase", "ups-on-battery,ups-phase-load,ups-neutral-lost,ups-runtime")]
    [InlineData("liebert-aps", null, "ups-on-battery,ups-battery-low,ups-runtime,ups-battery-temperature,ups-neutral-lost,ups-charger-fault")]
    [InlineData("liebert-aps", "modules", "ups-fault,battery-fault")]
    [InlineData("adelsystem-cbi", null, "ups-on-battery,ups-battery-low,battery-health,ups-battery-open,ups-rectifier-fault,ups-battery-temperature")]
    [InlineData("liebert-icom", null, "compressor-proof,cooling-lost,never-rests,ac-high-pressure,ac-low-pressure,ac-compressor-fault,ac-fan-fault,cooling-stopped,not-restarted")]
    [InlineData("liebert-icom", "chilled-water", "cooling-lost,cooling-stopped,ac-fan-fault")]
    [InlineData("liebert-crv", "rack-probes", "cooling-lost,cooling-stopped,inlet-high,local-heat,probe-stuck,probe-deviation")]
    [InlineData("carel-uc2se", null, "cooling-lost,ac-fault")]
    [InlineData("onokom-air-hr", null, "cooling-lost,ac-fault,not-restarted")]
    [InlineData("eastron-sdm120", null, "feeder-load,feeder-heat,breaker-budget,mains-voltage")]
    [InlineData("eastron-sdm220", null, "feeder-load,feeder-heat,breaker-budget,mains-voltage")]
    [InlineData("pzem-016", null, "feeder-load,feeder-heat,breaker-budget,mains-voltage")]
    public void A_device_gets_the_rules_that_its_signals_allow(string name, string? variant, string rules) =>
        Assert.Empty(rules.Split(',').Except(Room(name, variant).Alarms.Select(alarm => alarm.Rule.Id)));

    /// <summary>A plant of 24 V told as rectifier would be below every voltage of a 48 V plant.</summary>
    [Fact]
    public void A_dc_ups_of_24_volts_gets_no_rule_of_a_48_volt_plant() =>
        Assert.Empty(Room("adelsystem-cbi", null).Alarms.Select(alarm => alarm.Rule.Id).Intersect(["dc-voltage", "lvd1", "lvd2"]));

    private static GatewayModel Room(string name, string? variant)
    {
        var profile = Shipped.Profile(name);
        PointSpec[] points = [.. profile.PointsOf(Shipped.Signals, variant).Select(p => new PointSpec(p.Name, p.Signal, p.SignalId, p.Unit, p.Label, p.States))];
        var device = new DeviceSpec("d", profile.Label, TimeSpan.FromSeconds(5), 2, points)
        {
            Ratings = new Dictionary<string, double>
            {
                ["moduleCurrent"] = 50,
                ["current"] = 400,
                ["capacity"] = 500,
                ["strings"] = 2,
                ["boostVoltage"] = 56.4,
                ["floatVoltage"] = 53.5,
                ["breakerCurrent"] = 100,
                ["coolingPower"] = 30_000,
                ["designRunTime"] = 1e8,
            },
            Installed = new DateOnly(2023, 5, 1),
        };
        return ModelBuilder.Build([device, Surroundings()], s_rules, Language.En, new TelemetryConfig());
    }

    /// <summary>What rules of a device may look at in its room: a probe at a rack, and whether there are mains.</summary>
    private static DeviceSpec Surroundings() => new(
        "around", new Words("环境", "surroundings"), TimeSpan.FromSeconds(5), 2,
        [.. new[] { "env.rackInletTemperature", "mains.lost" }.Select(name => Point(name, Shipped.Signals[name]))]);

    private static PointSpec Point(string name, SignalInfo signal) =>
        new(name.Split('.')[1], name, signal.SignalId, name.StartsWith("env", StringComparison.Ordinal) ? Unit.DegreeCelsius : Unit.None, signal.Label, signal.States);

    private static RuleSet Packs()
    {
        var reader = new ConfigReader();
        RuleFile[] packs =
        [
            .. Directory.EnumerateFiles(Path.Combine(Shipped.Hardware, "rules"), "*.json").Order(StringComparer.Ordinal)
                .Select(path => reader.ReadRules(Path.GetFileName(path), File.ReadAllBytes(path)).Value!),
        ];
        return new RuleSet([.. packs.SelectMany(p => p.Rules)], [.. packs.SelectMany(p => p.Points)], Shipped.Signals, new Dictionary<string, double>());
    }
}
