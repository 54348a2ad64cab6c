using CsCheck;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

/// <summary>What holds for the plan of any profile that has no finding.</summary>
public class ReadPlanLaws
{
    private static readonly RegisterType[] Types = [RegisterType.U16, RegisterType.S32, RegisterType.F64, RegisterType.U16];

    private static readonly Gen<RegisterPoint> Points = Gen.Select(Gen.Int[0, 150], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Bool, (address, type, table, slow) => new RegisterPoint
    {
        Name = "p",
        Signal = "generic.value",
        Address = address,
        Table = (RegisterTable)table,
        Type = table == 2 ? null : Types[type],
        Poll = slow ? TimeSpan.FromMinutes(1) : null,
    });

    private static readonly Gen<RegisterRange> Ranges = Gen.Select(Gen.Int[0, 150], Gen.Int[1, 6], Gen.Int[0, 2], (address, count, table) =>
        new RegisterRange { Address = address, Count = count, Table = (RegisterTable)table });

    private static readonly Gen<DeviceProfile> Profiles =
        Gen.Select(Points.Array[1, 60], Ranges.Array[0, 5], Ranges.Array[0, 5], Gen.Int[4, 60], Gen.Int[0, 12], Make);

    [Fact]
    public void Every_point_is_read_by_exactly_one_block() => Holds(profile =>
        ReadPlan.Build(profile).Blocks.SelectMany(block => block.Points).Order().SequenceEqual(Enumerable.Range(0, profile.Points.Count)));

    [Fact]
    public void No_value_is_split_over_two_blocks() => Holds(profile =>
        ReadPlan.Build(profile).Blocks.All(block => block.Points.All(index => Lies(profile.Points[index], block))));

    [Fact]
    public void No_block_is_longer_than_the_device_answers() => Holds(profile =>
        ReadPlan.Build(profile).Blocks.All(block => block.Count <= profile.Limits.Of(block.Table)));

    [Fact]
    public void No_hole_is_read() => Holds(profile =>
        ReadPlan.Build(profile).Blocks.All(block => !profile.Holes.Any(hole => Overlap(hole, block))));

    [Fact]
    public void A_table_is_read_whole_or_not_at_all() => Holds(profile =>
        ReadPlan.Build(profile).Blocks.All(block => profile.Blocks.All(table =>
            !Overlap(table, block) || (table.Address == block.Address && table.Count == block.Count))));

    [Fact]
    public void No_two_blocks_next_to_each_other_could_have_been_one() => Holds(profile =>
    {
        var blocks = ReadPlan.Build(profile).Blocks.Where(block => !profile.Blocks.Any(table => Overlap(table, block))).ToList();
        return blocks.GroupBy(block => (block.Table, block.Poll)).All(group => group.Zip(group.Skip(1)).All(pair => !CouldJoin(profile, pair.First, pair.Second)));
    });

    [Fact]
    public void Blocks_are_ordered_by_table_and_address() => Holds(profile =>
    {
        var blocks = ReadPlan.Build(profile).Blocks;
        return blocks.Zip(blocks.Skip(1)).All(pair => (pair.First.Table, pair.First.Address).CompareTo((pair.Second.Table, pair.Second.Address)) <= 0);
    });

    private static void Holds(Func<DeviceProfile, bool> law) => Profiles.Sample(law, iter: 40, threads: 1);

    private static bool CouldJoin(DeviceProfile profile, PlanBlock first, PlanBlock second)
    {
        int end = second.Address + second.Count;
        var joined = new RegisterRange { Table = first.Table, Address = first.Address, Count = end - first.Address };
        return second.Address - (first.Address + first.Count) <= profile.Limits.Gap
            && joined.Count <= profile.Limits.Of(first.Table)
            && !profile.Holes.Concat(profile.Blocks).Any(range => Overlap(range, joined));
    }

    /// <summary>Takes of what was drawn that which makes a profile without findings.</summary>
    private static DeviceProfile Make(RegisterPoint[] drawn, RegisterRange[] tables, RegisterRange[] holes, int most, int gap)
    {
        var profile = ProfileText.WithPoint("\"type\": \"u16\"") with { Limits = new(most, most, gap), Points = [], Holes = holes };
        foreach (var table in tables)
        {
            var with = profile with { Blocks = [.. profile.Blocks, table] };
            profile = Right(with) ? with : profile;
        }

        foreach (var point in drawn)
        {
            var with = profile with { Points = [.. profile.Points, point with { Name = $"p{profile.Points.Count}" }] };
            profile = Right(with) ? with : profile;
        }

        return profile.Points.Count > 0 ? profile : profile with { Points = [drawn[0]], Holes = [], Blocks = [] };
    }

    private static bool Right(DeviceProfile profile) => ProfileChecks.Check(profile, Shipped.Signals).All(finding => finding.Path == "$");

    private static bool Lies(RegisterPoint point, PlanBlock block) =>
        point.Table == block.Table && point.Address >= block.Address && point.Address + (point.Type ?? RegisterType.Bool).Registers() <= block.Address + block.Count;

    private static bool Overlap(RegisterRange range, PlanBlock block) =>
        Overlap(range, new RegisterRange { Table = block.Table, Address = block.Address, Count = block.Count });

    private static bool Overlap(RegisterRange one, RegisterRange other) =>
        one.Table == other.Table && one.Address < other.Address + other.Count && other.Address < one.Address + one.Count;
}
