namespace EdgeGuard.Core.Profiles;

/// <summary>The requests that read every point of a device once, as few as its limits allow, ordered by table and address.</summary>
public sealed class ReadPlan
{
    private ReadPlan(PlanBlock[] blocks, int pointCount)
    {
        Blocks = blocks;
        PointCount = pointCount;
    }

    public IReadOnlyList<PlanBlock> Blocks { get; }

    /// <summary>Length of the spans that the decoder works on.</summary>
    public int PointCount { get; }

    /// <param name="variant">Null: the profile's default one.</param>
    /// <exception cref="ArgumentException">
    /// There is no such variant, or the profile breaks a rule that <see cref="ProfileChecks"/> would have found.
    /// </exception>
    public static ReadPlan Build(DeviceProfile profile, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var points = PlacedPoint.AllOf(profile, variant);
        var whole = profile.Blocks.Select(range => Wire(profile, range)).ToArray();
        var holes = profile.Holes.Select(range => Wire(profile, range)).ToArray();
        Stretch[] closed = [.. whole, .. holes];

        var blocks = new List<PlanBlock>();
        var loose = new List<int>();
        var held = new Dictionary<int, List<int>>();
        for (int i = 0; i < points.Count; i++)
        {
            if (Array.Exists(holes, hole => hole.Overlaps(points[i])))
                throw new ArgumentException($"Point {points[i].Name} lies in a hole.", nameof(profile));
            int home = Array.FindIndex(whole, span => span.Overlaps(points[i]));
            if (home < 0)
                loose.Add(i);
            else if (held.TryGetValue(home, out var guests))
                guests.Add(i);
            else
                held[home] = [i];
        }

        foreach (var (home, guests) in held)
            blocks.Add(Block(points, guests, whole[home], PollOf(points, guests), whole: true));
        foreach (var group in loose.GroupBy(i => (points[i].Table, points[i].Point.Poll)))
            blocks.AddRange(Join(profile, points, [.. group], closed));
        return new([.. blocks.OrderBy(block => block.Table).ThenBy(block => block.Address)], points.Count);
    }

    /// <summary>A table that is read whole is read as seldom as its points say, where all of them say the same.</summary>
    private static TimeSpan? PollOf(IReadOnlyList<PlacedPoint> points, List<int> guests)
    {
        var first = points[guests[0]].Point.Poll;
        return guests.TrueForAll(i => points[i].Point.Poll == first) ? first : null;
    }

    /// <summary>From the lowest point on, as far as limit, gap and closed ranges let; which is the fewest requests there can be.</summary>
    private static IEnumerable<PlanBlock> Join(DeviceProfile profile, IReadOnlyList<PlacedPoint> points, List<int> group, Stretch[] closed)
    {
        group.Sort((a, b) => points[a].Address != points[b].Address ? points[a].Address - points[b].Address : a - b);
        var members = new List<int>();
        Stretch span = default;
        foreach (int i in group)
        {
            var point = points[i];
            var joined = span with { End = Math.Max(span.End, point.End) };
            bool fits = members.Count > 0
                && point.Address - span.End <= profile.Limits.Gap
                && joined.Length <= profile.Limits.Of(point.Table)
                && !Array.Exists(closed, range => range.Overlaps(joined));
            if (!fits && members.Count > 0)
            {
                yield return Block(points, members, span, points[members[0]].Point.Poll);
                members = [];
            }

            span = fits ? joined : new(point.Table, point.Address, point.End);
            members.Add(i);
        }

        yield return Block(points, members, span, points[members[0]].Point.Poll);
    }

    private static PlanBlock Block(IReadOnlyList<PlacedPoint> points, List<int> members, Stretch span, TimeSpan? poll, bool whole = false)
    {
        foreach (int i in members)
        {
            if (points[i].Address < span.Start || points[i].End > span.End)
                throw new ArgumentException($"Point {points[i].Name} lies across the edge of a block.", nameof(points));
        }

        int most = span.Table.IsBits() ? ReadLimits.MaxBits : ReadLimits.MaxRegisters;
        if (span.Start < 0 || span.End > 65536 || span.Length > most)
            throw new ArgumentException($"{span.Table} {span.Start}+{span.Length} cannot be read in one request.", nameof(points));
        return new(span.Table, span.Start, span.Length, poll, [.. members.Select(i => DecodeStep.Of(points[i], i, span.Start))], whole);
    }

    private static Stretch Wire(DeviceProfile profile, RegisterRange range)
    {
        int start = profile.Addressing.ToWire(range.Table, range.Address);
        return new(range.Table, start, start + range.Count);
    }

    private readonly record struct Stretch(RegisterTable Table, int Start, int End)
    {
        public int Length => End - Start;

        public bool Overlaps(PlacedPoint point) => Overlaps(new Stretch(point.Table, point.Address, point.End));

        public bool Overlaps(Stretch other) => Table == other.Table && Start < other.End && other.Start < End;
    }
}
