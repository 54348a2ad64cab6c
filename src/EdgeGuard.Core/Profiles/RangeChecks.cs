namespace EdgeGuard.Core.Profiles;

/// <summary>Blocks, holes and ranges that are never written.</summary>
internal static class RangeChecks
{
    public static void Check(DeviceProfile profile, Findings findings)
    {
        CheckEach(profile, profile.Blocks, "$.blocks", findings);
        CheckEach(profile, profile.Holes, "$.holes", findings);
        CheckEach(profile, profile.NeverWrite, "$.neverWrite", findings);
        for (int i = 0; i < profile.Blocks.Count; i++)
        {
            var block = profile.Blocks[i];
            int most = profile.Limits.Of(block.Table);
            findings.Require(block.Count <= most, $"$.blocks[{i}].count", $"A block is read in one request, which takes at most {most} here.");
            findings.Require(!profile.Blocks.Take(i).Any(other => Overlap(block, other)), $"$.blocks[{i}]", "The block overlaps another; a register belongs to one block.");
            findings.Require(!profile.Holes.Any(hole => Overlap(block, hole)), $"$.blocks[{i}]", "The block overlaps a hole, so it could not be read whole.");
        }
    }

    private static void CheckEach(DeviceProfile profile, IReadOnlyList<RegisterRange> ranges, string path, Findings findings)
    {
        for (int i = 0; i < ranges.Count; i++)
        {
            int start = profile.Addressing.ToWire(ranges[i].Table, ranges[i].Address);
            findings.Require(ranges[i].Count >= 1, $"{path}[{i}].count", "A range has at least 1 register.");
            findings.Require(start >= 0 && start + (long)ranges[i].Count <= 65536, $"{path}[{i}].address", $"The range is {start} to {start + (long)ranges[i].Count - 1} on the wire, where 0-65535 is possible.");
        }
    }

    private static bool Overlap(RegisterRange one, RegisterRange other) =>
        one.Table == other.Table && one.Address < other.Address + other.Count && other.Address < one.Address + one.Count;
}
