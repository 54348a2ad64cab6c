namespace EdgeGuard.Core.Points;

/// <summary>What is known of a point apart from its value: its place, and what its device's kind says of it.</summary>
/// <param name="Name"><c>device.point</c>, e.g. <c>ups1.load</c>: unique in the gateway.</param>
/// <param name="Device">The device's id, the part before the dot.</param>
/// <param name="Spec">Shared by the devices of a kind.</param>
public sealed record PointInfo(PointId Id, string Name, string Device, PointSpec Spec)
{
    /// <inheritdoc cref="PointSpec.Signal"/>
    public string? Signal => Spec.Signal;

    /// <inheritdoc cref="PointSpec.SignalId"/>
    public string? SignalId => Spec.SignalId;

    public Unit Unit => Spec.Unit;

    /// <inheritdoc cref="PointSpec.Label"/>
    public Words Label => Spec.Label;

    /// <inheritdoc cref="PointSpec.States"/>
    public IReadOnlyDictionary<int, Words> States => Spec.States;

    /// <inheritdoc cref="PointSpec.MaxRate"/>
    public double? MaxRate => Spec.MaxRate;
}
