using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

public class ReadPlanTests
{
    [Fact]
    public void Forty_registers_side_by_side_are_one_request()
    {
        var plan = ReadPlan.Build(ProfileText.WithPoints(string.Join(',', Enumerable.Range(0, 40).Select(i => Point($"p{i}", i)))));

        Assert.Equal(["HoldingRegister 0+40"], Told(plan));
    }

    [Fact]
    public void A_value_that_would_be_split_begins_the_next_request()
    {
        var profile = ProfileText.WithPoints(
            Point("a", 0) + "," + Point("b", 1, "\"type\": \"f32\"") + "," + Point("c", 3, "\"type\": \"f32\""),
            "\"limits\": { \"registers\": 4 },");

        Assert.Equal(["HoldingRegister 0+3", "HoldingRegister 3+2"], Told(ReadPlan.Build(profile)));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    public void Points_are_joined_over_as_many_unasked_registers_as_the_profile_allows(int gap, int requests)
    {
        var profile = ProfileText.WithPoints(Point("a", 0) + "," + Point("b", 5), $"\"limits\": {{ \"gap\": {gap} }},");

        Assert.Equal(requests, ReadPlan.Build(profile).Blocks.Count);
    }

    [Fact]
    public void A_part_of_a_request_reads_its_own_points_as_the_whole_does()
    {
        var profile = ProfileText.WithPoints(
            Point("a", 0) + "," + Point("b", 2, "\"type\": \"f32\"") + "," + Point("c", 6, "\"bit\": 1") + "," + Point("d", 6, "\"bit\": 2") + "," + Point("e", 7),
            "\"limits\": { \"gap\": 4 },");
        PlanBlock block = Assert.Single(ReadPlan.Build(profile).Blocks);
        ushort[] registers = [10, 0, 0x4120, 0, 0, 0, 0b100, 70];
        Reading[] whole = new Reading[5], part = new Reading[5];
        PointId[] ids = [.. Enumerable.Range(0, 5).Select(i => new PointId(i))];

        PlanBlock slice = block.Slice(1, 2);
        RegisterDecoder.Decode(block, registers, ids, default, whole);
        RegisterDecoder.Decode(slice, registers.AsSpan(2, 5), ids, default, part);

        Assert.Equal([(0, 1), (2, 2), (6, 1), (7, 1)], block.Cells.Select(cell => (cell.Address, cell.Count)));
        Assert.Equal("HoldingRegister 2+5", slice.ToString());
        Assert.Equal([1, 2, 3], slice.Points);
        Assert.Equal(whole[1..4], part[1..4]);
        Assert.Equal([10.0, 0.0, 1.0], part[1..4].Select(reading => reading.Value));
        Assert.Same(block, block.Slice(0, 4));
    }

    [Theory]
    [InlineData("holes")]
    [InlineData("blocks")]
    public void Points_are_not_joined_over_a_hole_or_over_a_table_that_is_read_whole(string ranges)
    {
        var profile = ProfileText.WithPoints(
            Point("a", 0) + "," + Point("b", 5),
            $$""" "limits": { "gap": 10 }, "{{ranges}}": [{ "address": 3, "count": 1 }], """);

        Assert.Equal(["HoldingRegister 0+1", "HoldingRegister 5+1"], Told(ReadPlan.Build(profile)));
    }

    [Fact]
    public void A_point_in_a_hole_is_refused() =>
        Assert.Throws<ArgumentException>(() => ReadPlan.Build(ProfileText.WithPoints(Point("a", 3), """ "holes": [{ "address": 3, "count": 1 }], """)));

    [Fact]
    public void The_documented_address_becomes_the_one_on_the_wire()
    {
        var rev = Shipped.Profile("alpha-cordex-cxc-hp");

        Assert.Equal(["InputRegister 2+30", "InputRegister 16+4"], Told(ReadPlan.Build(rev, "rev-g")));
        Assert.Equal(["InputRegister 0+30", "InputRegister 14+4"], Told(ReadPlan.Build(rev)));
    }

    [Fact]
    public void A_table_is_read_whole_for_a_single_point_of_it()
    {
        var profile = ProfileText.WithPoints(
            Point("a", 4195),
            """ "blocks": [{ "address": "0x1060", "count": 48 }, { "address": 9000, "count": 2 }], """);

        Assert.Equal(["HoldingRegister 4192+48"], Told(ReadPlan.Build(profile)));
    }

    [Fact]
    public void Modules_repeat_at_their_stride_under_numbered_names()
    {
        var profile = ProfileText.WithPoints(
            "",
            """
            "modules": [{
              "name": "module", "count": 3, "stride": 12,
              "points": [{ "name": "module{n}Current", "signal": "rectifier.moduleCurrent", "address": 533, "label": { "zh": "模块{n}电流", "en": "current of module {n}" } }]
            }],
            """);

        Assert.Equal(["HoldingRegister 533+1", "HoldingRegister 545+1", "HoldingRegister 557+1"], Told(ReadPlan.Build(profile)));
        Assert.Equal(
            [("module1Current", "模块1电流", 1), ("module2Current", "模块2电流", 2), ("module3Current", "模块3电流", 3)],
            profile.PointsOf(Shipped.Signals).Select(point => (point.Name, point.Label.Zh, point.Module ?? 0)));
    }

    [Fact]
    public void The_ups_is_read_in_four_requests_and_its_rating_now_and_then()
    {
        var plan = ReadPlan.Build(Shipped.Profile("huawei-ups2000"));

        Assert.Equal(
            ["HoldingRegister 11000+28", "HoldingRegister 11043+1", "HoldingRegister 12000+34", "HoldingRegister 19009+1", "HoldingRegister 41180+27"],
            Told(plan));
        Assert.Equal(TimeSpan.FromMinutes(10), Assert.Single(plan.Blocks, block => block.Poll is not null).Poll);
    }

    [Fact]
    public void A_table_that_is_read_whole_is_read_as_seldom_as_all_its_points_say()
    {
        var profile = ProfileText.WithPoints(
            $"{Point("a", 1, "\"poll\": \"10m\"")}, {Point("b", 3, "\"poll\": \"10m\"")}, {Point("c", 11, "\"poll\": \"10m\"")}, {Point("d", 12)}",
            "\"blocks\": [{ \"address\": 0, \"count\": 4 }, { \"address\": 10, \"count\": 4 }],");

        Assert.Equal([TimeSpan.FromMinutes(10), null], ReadPlan.Build(profile).Blocks.Select(block => block.Poll));
    }

    [Fact]
    public void An_unknown_variant_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => ReadPlan.Build(Shipped.Profile("alpha-cordex-cxc-hp"), "rev-x"));

        Assert.Contains("rev-g, rev-n", error.Message, StringComparison.Ordinal);
    }

    private static string Point(string name, int address, string more = "\"type\": \"u16\"") =>
        $$"""{ "name": "{{name}}", "signal": "generic.value", "address": {{address}}, {{more}} }""";

    private static IEnumerable<string> Told(ReadPlan plan) => plan.Blocks.Select(block => block.ToString());
}
