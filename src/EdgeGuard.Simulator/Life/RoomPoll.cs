namespace EdgeGuard.Simulator.Life;

/// <summary>One poll of one device: all its points at once.</summary>
/// <param name="at">Milliseconds since the life began.</param>
/// <param name="device">Index in <see cref="RoomLayout.Devices"/>.</param>
/// <param name="values">In the order of the device's points; valid until the next poll.</param>
public readonly ref struct RoomPoll(long at, int device, ReadOnlySpan<RoomValue> values)
{
    public long At { get; } = at;

    public int Device { get; } = device;

    public ReadOnlySpan<RoomValue> Values { get; } = values;
}
