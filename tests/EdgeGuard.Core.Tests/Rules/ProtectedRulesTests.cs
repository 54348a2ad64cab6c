using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Tests.Profiles;

namespace EdgeGuard.Core.Tests.Rules;

/// <summary>Alarms of the shipped packs that nothing may hide (domain: section 4.1, rules 6 and 7).</summary>
public class ProtectedRulesTests
{
    private static readonly string[] s_disconnections = ["lvd1", "lvd2"];

    /// <summary>Signals of smoke and fire, water, room temperature and autonomy.</summary>
    private static readonly HashSet<string> s_signals = new(StringComparer.Ordinal)
    {
        "env.smoke", "env.smokeDensity", "room.fire", "env.water", "env.temperature", "room.temperatureVoted", "room.inletVoted", "room.inletSingle",
        "battery.autonomy", "battery.remaining", "battery.runtime", "ups.batteryRuntime",
    };

    private static readonly List<RuleConfig> s_rules =
    [
        .. Directory.EnumerateFiles(Path.Combine(Shipped.Hardware, "rules"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(path => new ConfigReader().ReadRules(Path.GetFileName(path), File.ReadAllBytes(path)).Value!.Rules),
    ];

    public static TheoryData<string> Protected =>
        [.. s_rules.Where(r => s_disconnections.Contains(r.Id) || (r.Signal is not null && s_signals.Contains(r.Signal))).Select(r => r.Id)];

    [Fact]
    public void Every_kind_of_them_is_there() => Assert.Superset(
        new HashSet<string> { "env.smoke", "room.fire", "env.water", "env.temperature", "room.inletVoted", "battery.autonomy" },
        s_rules.Select(r => r.Signal ?? "").ToHashSet());

    [Theory]
    [MemberData(nameof(Protected))]
    public void No_other_alarm_suppresses_it(string id) => Assert.Empty(s_rules.Single(r => r.Id == id).SuppressedBy);

    [Theory]
    [InlineData("smoke")]
    [InlineData("fire")]
    [InlineData("water")]
    [InlineData("lvd1")]
    [InlineData("lvd2")]
    [InlineData("battery-disconnected")]
    public void Smoke_water_and_disconnection_cannot_be_shelved(string id) => Assert.False(s_rules.Single(r => r.Id == id).Shelvable);
}
