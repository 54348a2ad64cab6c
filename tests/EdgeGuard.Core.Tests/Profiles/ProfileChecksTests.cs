using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

public class ProfileChecksTests
{
    [Theory, MemberData(nameof(ShippedProfileTests.Names), MemberType = typeof(ShippedProfileTests))]
    public void A_shipped_profile_has_no_finding(string name) => Assert.Empty(ProfileChecks.Check(Shipped.Profile(name), Shipped.Signals));

    [Theory]
    [InlineData("\"bit\": 16", "$.points[0].bit")]
    [InlineData("\"bit\": 12, \"bits\": 5", "$.points[0].bits")]
    [InlineData("\"bits\": 5", "$.points[0].bits")]
    [InlineData("\"type\": \"u32\", \"bit\": 3", "$.points[0].type")]
    [InlineData("\"table\": \"coil\", \"bit\": 3", "$.points[0].bit")]
    [InlineData("\"table\": \"coil\", \"type\": \"u16\"", "$.points[0].type")]
    [InlineData("\"bit\": 3, \"scale\": 0.1", "$.points[0]")]
    [InlineData("\"type\": \"u16\", \"invert\": true", "$.points[0].invert")]
    [InlineData("\"type\": \"u16\", \"clear\": \"auto\"", "$.points[0].clear")]
    [InlineData("\"unit\": \"volts\"", "$.points[0].unit")]
    [InlineData("\"unit\": \"kV\"", "$.points[0].unit")]
    [InlineData("\"invalid\": [\"0x10000\"]", "$.points[0].invalid[0]")]
    [InlineData("\"type\": \"u16\", \"invalid\": [0, -1]", "$.points[0].invalid[1]")]
    [InlineData("\"type\": \"s16\", \"invalid\": [-32769]", "$.points[0].invalid[0]")]
    [InlineData("\"type\": \"f32\", \"map\": { \"1\": 1 }", "$.points[0].type")]
    [InlineData("\"type\": \"u16\", \"wholeNumber\": true", "$.points[0].wholeNumber")]
    [InlineData("\"map\": { \"1\": 1 }, \"scale\": 0.1", "$.points[0]")]
    [InlineData("\"negate\": true, \"magnitude\": true", "$.points[0].negate")]
    [InlineData("\"range\": { \"min\": 2, \"max\": 1 }", "$.points[0].range")]
    [InlineData("\"range\": { }", "$.points[0].range")]
    [InlineData("\"poll\": \"0s\"", "$.points[0].poll")]
    public void A_point_that_cannot_be_is_found_at_its_place(string members, string path) =>
        Assert.Equal([path], Paths(ProfileText.WithPoint(members)));

    [Theory]
    [InlineData("\"name\": \"a b\", \"signal\": \"generic.value\", \"address\": 0", "$.points[0].name")]
    [InlineData("\"name\": \"a{n}\", \"signal\": \"generic.value\", \"address\": 0", "$.points[0].name")]
    [InlineData("\"name\": \"a\", \"signal\": \"ups.lode\", \"address\": 0", "$.points[0].signal")]
    [InlineData("\"name\": \"a\", \"signal\": \"ups.load\", \"address\": 0, \"unit\": \"kW\"", "$.points[0].unit")]
    [InlineData("\"name\": \"a\", \"signal\": \"ups.status\", \"address\": 0", "$.points[0]")]
    [InlineData("\"name\": \"a\", \"signal\": \"ups.status\", \"address\": 0, \"map\": { \"1\": 99 }", "$.points[0].map.1")]
    [InlineData("\"name\": \"a\", \"signal\": \"env.smoke\", \"address\": 0", "$.points[0]")]
    [InlineData("\"name\": \"a\", \"signal\": \"generic.value\", \"address\": 65535, \"type\": \"u32\"", "$.points[0].address")]
    [InlineData("\"name\": \"a\", \"signal\": \"generic.value\", \"address\": -1", "$.points[0].address")]
    public void A_point_that_does_not_fit_its_signal_or_table_is_found_at_its_place(string point, string path) =>
        Assert.Equal([path], Paths(ProfileText.WithPoints($"{{ {point} }}")));

    [Theory]
    [InlineData("\"limits\": { \"registers\": 126 },", "$.limits.registers")]
    [InlineData("\"limits\": { \"bits\": 0 },", "$.limits.bits")]
    [InlineData("\"limits\": { \"registers\": 1 },", "$.points[0].type")]
    [InlineData("\"holes\": [{ \"address\": 1, \"count\": 1 }],", "$.points[0].address")]
    [InlineData("\"blocks\": [{ \"address\": 1, \"count\": 4 }],", "$.points[0].address")]
    [InlineData("\"blocks\": [{ \"address\": 10, \"count\": 126 }],", "$.blocks[0].count")]
    [InlineData("\"blocks\": [{ \"address\": 10, \"count\": 4 }, { \"address\": 13, \"count\": 4 }],", "$.blocks[1]")]
    [InlineData("\"neverWrite\": [{ \"address\": 65535, \"count\": 2 }],", "$.neverWrite[0].address")]
    [InlineData("\"invalid\": { \"u16\": [\"0x1FFFF\"] },", "$.invalid.u16[0]")]
    [InlineData("\"defaultVariant\": \"x\",", "$.defaultVariant")]
    [InlineData("\"variants\": [{ \"name\": \"x\" }],", "$")]
    [InlineData("\"defaults\": { \"unit\": 256 },", "$.defaults.unit")]
    [InlineData("\"identity\": { \"registers\": [{ \"address\": 5 }] },", "$.identity.registers[0]")]
    [InlineData("\"texts\": [{ \"name\": \"t\", \"address\": 65530, \"count\": 10 }],", "$.texts[0].address")]
    [InlineData("\"texts\": [{ \"name\": \"t\", \"address\": 9, \"count\": 2, \"form\": \"days2000\" }],", "$.texts[0].count")]
    [InlineData("\"modules\": [{ \"name\": \"m\", \"count\": 2, \"stride\": 0, \"points\": [] }],", "$.modules[0].stride")]
    [InlineData("\"examples\": [{ \"name\": \"x\", \"given\": [], \"expect\": { \"q\": 1 } }],", "$.examples[0].expect.q")]
    public void What_is_wrong_with_the_whole_is_found_at_its_place(string rest, string path) =>
        Assert.Contains(path, Paths(ProfileText.WithPoint("\"type\": \"f32\"", rest)));

    [Fact]
    public void Two_points_of_one_name_and_values_that_share_half_their_registers_are_found()
    {
        var profile = ProfileText.WithPoints(
            """
            { "name": "a", "signal": "generic.value", "address": 0, "type": "u32" },
            { "name": "a", "signal": "generic.value", "address": 1, "type": "u32" }
            """);

        Assert.Equal(["$.points[1].name", "$.points[1].address"], Paths(profile));
    }

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var profile = ProfileText.WithPoints(
            """
            { "name": "a b", "signal": "no.such", "address": 70000, "bit": 20 },
            { "name": "c", "signal": "ups.load", "address": 1, "unit": "V" }
            """,
            "\"limits\": { \"registers\": 200 },");

        Assert.Equal(
            ["$.limits.registers", "$.points[0].name", "$.points[0].address", "$.points[0].bit", "$.points[0].signal", "$.points[1].unit"],
            Paths(profile));
    }

    [Fact]
    public void Whatever_is_wrong_is_told_in_both_languages()
    {
        var profile = ProfileText.WithPoints(
            """
            { "name": "a b", "signal": "no.such", "address": 70000, "bit": 20, "bits": 5, "negate": true, "magnitude": true, "unit": "V" },
            { "name": "c", "signal": "ups.load", "address": 1, "unit": "V", "type": "u32" },
            { "name": "c", "signal": "ups.status", "address": 2, "invalid": ["0x1FFFF"] }
            """,
            "\"limits\": { \"registers\": 200 }, \"holes\": [{ \"address\": 2, \"count\": 0 }], \"identity\": { \"registers\": [{ \"address\": 5 }] },");

        var findings = ProfileChecks.Check(profile, Shipped.Signals);

        Assert.True(findings.Count > 10);
        Assert.All(findings, finding => Assert.Contains(finding.Message.Zh, letter => letter is >= '\u4e00' and <= '\u9fff'));
        Assert.All(findings, finding => Assert.DoesNotContain(finding.Message.En, letter => letter > '\u2fff'));
    }

    [Fact]
    public void An_expectation_that_does_not_come_true_is_a_finding_at_its_place()
    {
        var profile = ProfileText.WithPoint(
            "\"type\": \"u16\"",
            """
            "examples": [
              { "name": "right", "given": [{ "address": 0, "values": [7] }], "expect": { "p": 7 } },
              { "name": "wrong", "given": [{ "address": 0, "values": [7] }], "expect": { "p": 8 } }
            ],
            """);

        Assert.Empty(ProfileChecks.Check(profile, Shipped.Signals));
        Assert.Equal(["$.examples[1].expect.p"], ProfileExamples.Check(profile).Select(finding => finding.Path));
    }

    private static IEnumerable<string> Paths(DeviceProfile profile) => ProfileChecks.Check(profile, Shipped.Signals).Select(finding => finding.Path);
}
