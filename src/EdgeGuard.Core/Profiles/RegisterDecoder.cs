using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>
/// An answer's registers to readings in canonical units. Allocates nothing. Of the two spans that run over a device's points,
/// <c>ids</c> and <c>readings</c>, both are in the order of <see cref="DeviceProfile.PointsOf"/>; a call writes the places of the
/// block's own points and no other.
/// </summary>
public static class RegisterDecoder
{
    /// <param name="registers">The answer to the block's request, <see cref="PlanBlock.Count"/> registers.</param>
    /// <exception cref="ArgumentException">The answer is too short, or the block is one of bits.</exception>
    public static void Decode(PlanBlock block, ReadOnlySpan<ushort> registers, ReadOnlySpan<PointId> ids, MonotonicTime at, Span<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Table.IsBits() || registers.Length < block.Count)
            throw new ArgumentException($"{registers.Length} registers are no answer to {block}.", nameof(registers));
        foreach (var step in block.Steps)
        {
            ulong bits = RegisterWords.Assemble(registers.Slice(step.Offset, step.Length), step.Order);
            readings[step.Point] = Read(step, bits, ids[step.Point], at);
        }
    }

    /// <param name="bits">The answer to the block's request, <see cref="PlanBlock.Count"/> coils or discrete inputs.</param>
    /// <exception cref="ArgumentException">The answer is too short, or the block is one of registers.</exception>
    public static void Decode(PlanBlock block, ReadOnlySpan<bool> bits, ReadOnlySpan<PointId> ids, MonotonicTime at, Span<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (!block.Table.IsBits() || bits.Length < block.Count)
            throw new ArgumentException($"{bits.Length} bits are no answer to {block}.", nameof(bits));
        foreach (var step in block.Steps)
            readings[step.Point] = Read(step, bits[step.Offset] ? 1UL : 0, ids[step.Point], at);
    }

    /// <summary>The request failed: every point of the block is bad for that reason.</summary>
    public static void Fail(PlanBlock block, QualityReason reason, ReadOnlySpan<PointId> ids, MonotonicTime at, Span<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(block);
        foreach (var step in block.Steps)
            readings[step.Point] = Reading.Bad(ids[step.Point], reason, at);
    }

    private static Reading Read(DecodeStep step, ulong bits, PointId id, MonotonicTime at)
    {
        if (step.Invalid.AsSpan().Contains(bits))
            return Reading.Bad(id, QualityReason.Sentinel, at);
        double value;
        if (step.Bit >= 0)
            value = bits >> step.Bit & step.FieldMask;
        else if (!RegisterWords.TryNumber(bits, step.Type, out value))
            return Reading.Bad(id, QualityReason.OutOfRange, at);
        if (double.IsNaN(value))
            return Reading.Bad(id, QualityReason.Sentinel, at);
        if (step.Invert)
            value = value == 0 ? 1 : 0;
        if (step.Raw.Length > 0 && !TryMeaning(step, ref value))
            return Reading.Bad(id, QualityReason.OutOfRange, at);
        value = Quantity(step, value);
        return value >= step.Min && value <= step.Max
            ? Reading.Good(id, step.Conversion.ToCanonical(value), at)
            : Reading.Bad(id, QualityReason.OutOfRange, at);
    }

    private static bool TryMeaning(DecodeStep step, ref double value)
    {
        // A float between two numbers has no meaning; neither has one that no int can hold.
        int raw = (int)value;
        int place = raw == value ? step.Raw.AsSpan().BinarySearch(raw) : -1;
        if (place >= 0)
            value = step.Meaning[place];
        return place >= 0;
    }

    private static double Quantity(DecodeStep step, double value)
    {
        value = step.Scale.Apply(value) + step.Add;
        return step.Magnitude ? Math.Abs(value) : value * step.Sign;
    }
}
