namespace EdgeGuard.Core.Points;

/// <summary>What a profile, a sensor or the gateway itself offers; the same for every device of its kind.</summary>
/// <param name="Name">Without the device, e.g. <c>load</c>.</param>
/// <param name="Signal">Name in the signal dictionary (<c>hardware/signals.json</c>), e.g. <c>ups.load</c>; null when the point has none.</param>
/// <param name="SignalId">The 10-digit signal id of the B-interface (domain: section 1.1); null when the signal has none.</param>
/// <param name="Label">What people call it.</param>
/// <param name="States">For a state or an enumeration: value to words; empty otherwise.</param>
public sealed record PointSpec(
    string Name,
    string? Signal,
    string? SignalId,
    Unit Unit,
    Words Label,
    IReadOnlyDictionary<int, Words> States)
{
    /// <summary>Change a minute that physics does not allow; null: any change may be true.</summary>
    public double? MaxRate { get; init; }
}
