using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>What was learnt of all blocks of one device. Most devices refuse nothing, and have no map.</summary>
internal sealed class LearnedBlocks(ReadPlan plan, IReadOnlyList<PointId> ids)
{
    private readonly BlockMap?[] _maps = new BlockMap?[plan.Blocks.Count];

    /// <summary>The map of a block; null: nothing of it is refused.</summary>
    public BlockMap? this[int block]
    {
        get => _maps[block];
        set => _maps[block] = value;
    }

    public bool IsSettled => Array.TrueForAll(_maps, static map => map?.IsSettled != false);

    public void Doubt()
    {
        foreach (BlockMap? map in _maps)
            map?.Doubt();
    }

    /// <summary>Starts from what is remembered, and nothing else.</summary>
    public void Restore(DeviceMemory memory, MonotonicTime now)
    {
        for (int i = 0; i < _maps.Length; i++)
        {
            PlanBlock block = plan.Blocks[i];
            List<(int, Refusal)> cells = [], boundaries = [];
            for (int c = 0; c < block.Cells.Count && memory.Refused.Count + memory.Boundaries.Count > 0; c++)
            {
                if (Find(memory.Refused, block, c) is { } refused)
                    cells.Add((c, Make(block.Slice(c, 1), refused, now)));
                else if (c > 0 && Find(memory.Boundaries, block, c) is { } boundary)
                    boundaries.Add((c, Make(block.Slice(c - 1, 2), boundary, now)));
            }

            _maps[i] = cells.Count + boundaries.Count == 0 ? null : new BlockMap(block);
            _maps[i]?.Restore(cells, boundaries, memory.WasRead);
        }
    }

    public IReadOnlyList<RefusedRange> Refused() =>
        Each(static map => map.Cells).Select(static r => Range(r.Refusal, r.Block.Cells[r.Cell], r.Block.Table)).ToArray();

    public IReadOnlyList<RefusedRange> Boundaries() =>
        Each(static map => map.Boundaries).Where(static r => r.Refusal.IsProven).Select(static r => Range(r.Refusal, r.Block.Cells[r.Cell], r.Block.Table)).ToArray();

    /// <summary>What is refused, values that follow each other as one.</summary>
    public IReadOnlyList<UnreadRange> Unread()
    {
        var ranges = new List<UnreadRange>();
        foreach ((PlanBlock block, int cell, Refusal refusal) in Each(static map => map.Cells))
        {
            BlockCell registers = block.Cells[cell];
            PointId[] points = [.. refusal.Part.Points.Select(p => ids[p])];
            if (ranges.Count > 0 && ranges[^1] is { } last && last.Table == block.Table && last.Address + last.Count == registers.Address && last.WasAnswered == refusal.WasAnswered)
                ranges[^1] = Join(last, registers, points, refusal);
            else
                ranges.Add(new UnreadRange(block.Table, registers.Address, registers.Count, points, refusal.WasAnswered, refusal.Since, refusal.Tried));
        }

        foreach ((PlanBlock block, int cell, Refusal refusal) in Each(static map => map.Boundaries).Where(static r => r.Refusal.IsProven))
        {
            int end = block.Cells[cell - 1].End;
            ranges.Add(new UnreadRange(block.Table, end, block.Cells[cell].Address - end, [], false, refusal.Since, refusal.Tried));
        }

        return ranges.ToArray();
    }

    /// <summary>The values that are refused, in words.</summary>
    public IReadOnlyList<Words> Told(bool onlyAnswered)
    {
        var told = new List<Words>();
        foreach (UnreadRange range in Unread())
        {
            if (range.Points.Count > 0 && (range.WasAnswered || !onlyAnswered))
                told.Add(ReadingWords.Range(range.Table, range.Address, range.Count));
        }

        return told;
    }

    private IEnumerable<(PlanBlock Block, int Cell, Refusal Refusal)> Each(Func<BlockMap, IReadOnlyList<Refusal?>> which)
    {
        for (int i = 0; i < _maps.Length; i++)
        {
            if (_maps[i] is not { } map)
                continue;
            IReadOnlyList<Refusal?> refusals = which(map);
            for (int cell = 0; cell < refusals.Count; cell++)
            {
                if (refusals[cell] is { } refusal)
                    yield return (plan.Blocks[i], cell, refusal);
            }
        }
    }

    private static UnreadRange Join(UnreadRange last, BlockCell registers, PointId[] points, Refusal refusal) => last with
    {
        Count = last.Count + registers.Count,
        Points = [.. last.Points, .. points],
        Since = refusal.Since < last.Since ? refusal.Since : last.Since,
        Tried = last.Tried is { } tried && !(refusal.Tried > tried) ? tried : refusal.Tried,
    };

    private static RefusedRange? Find(IReadOnlyList<RefusedRange> ranges, PlanBlock block, int cell) =>
        ranges.FirstOrDefault(r => r.Table == block.Table && r.Address == block.Cells[cell].Address && r.Count == block.Cells[cell].Count);

    private static Refusal Make(PlanBlock part, RefusedRange range, MonotonicTime now)
    {
        var refusal = new Refusal(part, new MonotonicTime(range.Boot, TimeSpan.FromSeconds(range.Seconds)), range.WasAnswered);
        refusal.Rest(now);
        return refusal;
    }

    private static RefusedRange Range(Refusal refusal, BlockCell cell, RegisterTable table) =>
        new(table, cell.Address, cell.Count, refusal.WasAnswered, refusal.Since.Boot, Math.Round(refusal.Since.SinceBoot.TotalSeconds));
}
