using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>All that is needed to turn the registers of one point into its value, worked out when the plan is built.</summary>
internal sealed record DecodeStep
{
    /// <summary>Place of the point in its device.</summary>
    public required int Point { get; init; }

    /// <summary>First register (or bit) inside the block.</summary>
    public required int Offset { get; init; }

    public required int Length { get; init; }

    public required RegisterType Type { get; init; }

    public required RegisterOrder Order { get; init; }

    public required ulong[] Invalid { get; init; }

    /// <summary>-1: the whole value; else the lowest bit of a field.</summary>
    public required int Bit { get; init; }

    public required ulong FieldMask { get; init; }

    public required bool Invert { get; init; }

    /// <summary>Empty: no enumeration; else the raw numbers that have a meaning, ascending.</summary>
    public required int[] Raw { get; init; }

    /// <summary>The signal's number for each of <see cref="Raw"/>.</summary>
    public required int[] Meaning { get; init; }

    public required Scale Scale { get; init; }

    public required double Add { get; init; }

    public required double Sign { get; init; }

    public required bool Magnitude { get; init; }

    public required double Min { get; init; }

    public required double Max { get; init; }

    public required UnitConversion Conversion { get; init; }

    /// <exception cref="ArgumentException">The profile states what <see cref="ProfileChecks"/> would have found.</exception>
    public static DecodeStep Of(PlacedPoint placed, int index, int blockAddress)
    {
        var point = placed.Point;
        var (raw, meaning) = Enumeration(point);
        return new()
        {
            Point = index,
            Offset = placed.Address - blockAddress,
            Length = placed.Length,
            Type = placed.Type,
            Order = placed.Order,
            Invalid = [.. placed.Invalid.Select(pattern => pattern.In(placed.Type))],
            Bit = point.Bit ?? -1,
            FieldMask = (1UL << (point.Bits ?? 1)) - 1,
            Invert = point.Invert,
            Raw = raw,
            Meaning = meaning,
            Scale = Scale.Of(1) == point.Scale ? default : point.Scale,
            Add = point.Offset,
            Sign = point.Negate ? -1 : 1,
            Magnitude = point.Magnitude,
            Min = point.Range?.Min ?? double.NegativeInfinity,
            Max = point.Range?.Max ?? double.PositiveInfinity,
            Conversion = ConversionOf(point),
        };
    }

    private static UnitConversion ConversionOf(RegisterPoint point)
    {
        if (point.Unit is null)
            return new(Unit.None, 0, 1, 1);
        return Units.TryFind(point.Unit, out var conversion)
            ? conversion
            : throw new ArgumentException($"Point {point.Name} has the unknown unit \"{point.Unit}\".", nameof(point));
    }

    private static (int[] Raw, int[] Meaning) Enumeration(RegisterPoint point)
    {
        if (point.Map is { } map)
            return ([.. map.Keys.Order()], [.. map.OrderBy(pair => pair.Key).Select(pair => pair.Value)]);
        return point.States is { Count: > 0 } states ? ([.. states.Keys.Order()], [.. states.Keys.Order()]) : ([], []);
    }
}
