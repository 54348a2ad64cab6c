using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

public class ProfileJsonTests
{
    [Theory]
    [InlineData("\"typo\": 1", "$.points[0].typo")]
    [InlineData("\"type\": 3", "$.points[0].type")]
    [InlineData("\"type\": \"u15\"", "$.points[0].type")]
    [InlineData("\"order\": \"ABDC\"", "$.points[0].order")]
    [InlineData("\"scale\": { \"pow3\": 1 }", "$.points[0].scale")]
    [InlineData("\"scale\": 0", "$.points[0].scale")]
    [InlineData("\"invalid\": [\"FFFF\"]", "$.points[0].invalid[0]")]
    [InlineData("\"poll\": 5", "$.points[0].poll")]
    [InlineData("\"bit\": 1, \"bit\": 2", "$.points[0].bit")]
    public void A_key_or_value_the_format_does_not_know_is_an_error_with_its_path(string members, string path)
    {
        var error = Assert.Throws<JsonException>(() => ProfileText.WithPoint(members));

        Assert.StartsWith(path.Split('[')[0], error.Path!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_key_is_an_error() =>
        Assert.Throws<JsonException>(() => ProfileText.WithPoints("{ \"name\": \"a\", \"signal\": \"generic.value\" }"));

    [Fact]
    public void What_a_profile_leaves_out_takes_the_stated_defaults()
    {
        var profile = ProfileText.WithPoint("\"type\": \"u16\"");

        Assert.Equal((125, 2000, 0), (profile.Limits.Registers, profile.Limits.Bits, profile.Limits.Gap));
        Assert.Equal((RegisterTable.HoldingRegister, RegisterOrder.Abcd), (profile.Table, profile.Order));
        Assert.Null(profile.Defaults.Unit);
        Assert.Empty(profile.Blocks.Concat(profile.Holes).Concat(profile.NeverWrite));
        Assert.Empty(profile.Variants);
    }

    [Fact]
    public void A_partly_stated_limit_keeps_the_other_defaults()
    {
        var profile = ProfileText.WithPoint("\"type\": \"u16\"", "\"limits\": { \"gap\": 3 }, \"defaults\": { \"serial\": { \"baud\": 19200 } },");

        Assert.Equal(new ReadLimits(125, 2000, 3), profile.Limits);
        Assert.Equal(new SerialDefaults(19200, LineParity.None, 1), profile.Defaults.Serial);
    }

    [Fact]
    public void A_probe_matches_one_of_its_values_or_its_range()
    {
        var byValue = new RegisterProbe { Address = 0, Type = RegisterType.U32, Order = RegisterOrder.Cdab, Values = [RawPattern.Of(0x00010002)] };
        var byRange = new RegisterProbe { Address = 0, Type = RegisterType.S16, Range = new(-2, 2) };

        Assert.True(byValue.Matches([2, 1]));
        Assert.False(byValue.Matches([1, 2]));
        Assert.True(byRange.Matches([0xFFFE]));
        Assert.False(byRange.Matches([3]));
    }

    [Theory]
    [InlineData("UPS", 0x5550, 0x5300)]
    [InlineData("AB", 0x4142, 0x0043, 0x4444)]
    [InlineData("A C", 0x2041, 0x2043, 0x2020)]
    [InlineData("AC", 0x41FF, 0x0743)]
    public void A_text_ends_at_its_first_nul_and_keeps_what_can_be_printed(string expected, params int[] registers) =>
        Assert.Equal(expected, DeviceText.Decode(registers.Select(register => (ushort)register).ToArray()));

    [Theory]
    [InlineData("2000-01-01", 0)]
    [InlineData("2024-03-15", 8840)]
    public void A_day_is_counted_from_the_first_of_2000(string expected, int register) =>
        Assert.Equal(expected, DeviceText.Decode([(ushort)register], TextForm.Days2000));

    [Fact]
    public void The_points_of_a_profile_carry_what_the_platform_is_told()
    {
        var point = Shipped.Profile("alpha-cordex-cxc-hp").PointsOf(Shipped.Signals)[0];

        Assert.Equal(("systemVoltage", "rectifier.dcVoltage", "0406111001", Unit.Volt), (point.Name, point.Signal, point.SignalId, point.Unit));
        Assert.Equal("直流输出电压", point.Label.Zh);
    }
}
