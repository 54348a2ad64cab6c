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
            findings.Require(
                block.Count <= most, $"$.blocks[{i}].count",
                $"一个块在一次请求中读完，此处一次最多 {most} 个",
                $"A block is read in one request, which takes at most {most} here.");
            findings.Require(
                !profile.Blocks.Take(i).Any(other => Overlap(block, other)), $"$.blocks[{i}]",
                "此块与另一块重叠；一个寄存器只属于一个块",
                "The block overlaps another; a register belongs to one block.");
            findings.Require(
                !profile.Holes.Any(hole => Overlap(block, hole)), $"$.blocks[{i}]",
                "此块与不可读的区段重叠，无法整块读取",
                "The block overlaps a hole, so it could not be read whole.");
        }
    }

    private static void CheckEach(DeviceProfile profile, IReadOnlyList<RegisterRange> ranges, string path, Findings findings)
    {
        for (int i = 0; i < ranges.Count; i++)
        {
            int start = profile.Addressing.ToWire(ranges[i].Table, ranges[i].Address);
            long last = start + (long)ranges[i].Count - 1;
            findings.Require(
                ranges[i].Count >= 1, $"{path}[{i}].count",
                "区段至少有 1 个寄存器", "A range has at least 1 register.");
            findings.Require(
                start >= 0 && last <= 65535, $"{path}[{i}].address",
                $"此区段在线路上是 {start} 到 {last}，只可能是 0-65535",
                $"The range is {start} to {last} on the wire, where 0-65535 is possible.");
        }
    }

    private static bool Overlap(RegisterRange one, RegisterRange other) =>
        one.Table == other.Table && one.Address < other.Address + other.Count && other.Address < one.Address + one.Count;
}
