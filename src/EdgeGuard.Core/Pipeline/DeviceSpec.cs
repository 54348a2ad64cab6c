using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What a profile, a sensor or the gateway itself offers, before points have indexes.</summary>
/// <param name="Name">Without the device, e.g. <c>load</c>.</param>
public sealed record PointSpec(
    string Name,
    string? Signal,
    string? SignalId,
    Unit Unit,
    Words Label,
    IReadOnlyDictionary<int, Words> States);

/// <param name="CommLevel">Level of the alarm of its silence, 1-4.</param>
public sealed record DeviceSpec(string Id, Words Name, TimeSpan Poll, int CommLevel, IReadOnlyList<PointSpec> Points);
