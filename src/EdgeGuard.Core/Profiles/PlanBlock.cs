namespace EdgeGuard.Core.Profiles;

/// <summary>One request of a <see cref="ReadPlan"/>: so many registers (or bits) of a table from an address on the wire.</summary>
public sealed class PlanBlock
{
    internal PlanBlock(RegisterTable table, int address, int count, TimeSpan? poll, DecodeStep[] steps)
    {
        Table = table;
        Address = checked((ushort)address);
        Count = checked((ushort)count);
        Poll = poll;
        Steps = steps;
    }

    public RegisterTable Table { get; }

    public ushort Address { get; }

    public ushort Count { get; }

    /// <summary>How often it is read; null: with the device.</summary>
    public TimeSpan? Poll { get; }

    /// <summary>The points it brings, by their place in <see cref="DeviceProfile.PointsOf"/>.</summary>
    public IEnumerable<int> Points => Steps.Select(step => step.Point);

    internal DecodeStep[] Steps { get; }

    public override string ToString() => $"{Table} {Address}+{Count}";
}
