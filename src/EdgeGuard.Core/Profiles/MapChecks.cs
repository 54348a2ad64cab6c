namespace EdgeGuard.Core.Profiles;

/// <summary>The points of one variant among each other and against blocks, holes and limits.</summary>
internal static class MapChecks
{
    public static void Check(DeviceProfile profile, IReadOnlyList<PlacedPoint> points, Findings findings)
    {
        var names = new Dictionary<string, PlacedPoint>(StringComparer.Ordinal);
        foreach (var point in points)
        {
            if (!names.TryAdd(point.Name, point))
            {
                string other = names[point.Name].Path;
                findings.Require(
                    false, $"{point.Path}.name",
                    $"有两个测点名为“{point.Name}”；另一个在 {other}",
                    $"There are two points \"{point.Name}\"; the other is {other}.");
            }

            CheckPlace(profile, point, findings);
        }

        CheckOverlaps(points, findings);
    }

    private static void CheckPlace(DeviceProfile profile, PlacedPoint point, Findings findings)
    {
        int most = profile.Limits.Of(point.Table);
        findings.Require(
            point.Length <= most, $"{point.Path}.type",
            $"此值占 {point.Length} 个寄存器，而一次请求最多 {most} 个，会被拆开",
            $"The value takes {point.Length} registers, and a request at most {most}; it would be split.");
        foreach (var hole in profile.Holes)
            findings.Require(!Touches(profile, hole, point, out _), $"{point.Path}.address", "此测点在不可读的区段内", "The point lies in a hole, which is never read.");
        foreach (var block in profile.Blocks)
        {
            if (!Touches(profile, block, point, out int start))
                continue;
            findings.Require(
                point.Address >= start && point.End <= start + block.Count, $"{point.Path}.address",
                $"此测点跨越起于 {block.Address} 的块的边界；请加长该块",
                $"The point lies across the edge of the block at {block.Address}; make the block longer.");
        }
    }

    /// <summary>Two values may share all their registers (bits of one register), never some of them.</summary>
    private static void CheckOverlaps(IReadOnlyList<PlacedPoint> points, Findings findings)
    {
        PlacedPoint? widest = null;
        foreach (var point in points.OrderBy(point => point.Table).ThenBy(point => point.Address).ThenByDescending(point => point.Length))
        {
            if (widest is not null && widest.Table == point.Table && point.Address < widest.End)
            {
                bool same = point.Address == widest.Address && point.Length == widest.Length;
                findings.Require(
                    same, $"{point.Path}.address",
                    $"{point.Name} 与 {widest.Name} 的寄存器部分重叠；其中一个的地址或类型有误",
                    $"{point.Name} and {widest.Name} share some of their registers but not all; one address or type is wrong.");
            }

            if (widest is null || widest.Table != point.Table || point.End > widest.End)
                widest = point;
        }
    }

    private static bool Touches(DeviceProfile profile, RegisterRange range, PlacedPoint point, out int start)
    {
        start = profile.Addressing.ToWire(range.Table, range.Address);
        return range.Table == point.Table && point.Address < start + range.Count && start < point.End;
    }
}
