namespace EdgeGuard.Core.Profiles;

/// <summary>One request of a <see cref="ReadPlan"/>: so many registers (or bits) of a table from an address on the wire.</summary>
public sealed class PlanBlock
{
    private readonly int[] _points;

    internal PlanBlock(RegisterTable table, int address, int count, TimeSpan? poll, DecodeStep[] steps, bool isWhole)
    {
        Table = table;
        Address = checked((ushort)address);
        Count = checked((ushort)count);
        Poll = poll;
        Steps = steps;
        IsWhole = isWhole;
        _points = Array.ConvertAll(steps, step => step.Point);
    }

    public RegisterTable Table { get; }

    public ushort Address { get; }

    public ushort Count { get; }

    /// <summary>How often it is read; null: with the device.</summary>
    public TimeSpan? Poll { get; }

    /// <summary>The device answers to exactly this start and length, and to no part of it.</summary>
    public bool IsWhole { get; }

    /// <summary>The points it brings, by their place in <see cref="DeviceProfile.PointsOf"/>.</summary>
    public IReadOnlyList<int> Points => _points;

    /// <summary>What may be asked for alone, in the order of the addresses. Worked out when it is first asked for.</summary>
    public IReadOnlyList<BlockCell> Cells => field ??= FindCells();

    internal DecodeStep[] Steps { get; }

    /// <summary>The request for some cells that follow each other, and for what lies between them.</summary>
    public PlanBlock Slice(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Cells.Count);
        if (count == Cells.Count)
            return this;
        int start = Cells[first].Address, end = Cells[first + count - 1].End;
        DecodeStep[] steps =
        [
            .. Steps
                .Where(step => Address + step.Offset >= start && Address + step.Offset < end)
                .Select(step => step with { Offset = Address + step.Offset - start }),
        ];
        return new(Table, start, end - start, Poll, steps, isWhole: false);
    }

    public override string ToString() => $"{Table} {Address}+{Count}";

    /// <summary>A value is never cut in two, and values that share registers are one.</summary>
    private List<BlockCell> FindCells()
    {
        if (IsWhole)
            return [new(Address, Count)];
        var cells = new List<BlockCell>();
        foreach (var step in Steps.OrderBy(step => step.Offset))
        {
            int start = Address + step.Offset;
            if (cells.Count == 0 || cells[^1].End <= start)
                cells.Add(new(start, step.Length));
            else
                cells[^1] = cells[^1] with { Count = Math.Max(cells[^1].End, start + step.Length) - cells[^1].Address };
        }

        return cells;
    }
}
