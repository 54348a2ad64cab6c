using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What all devices of one profile and variant have in common, worked out once however many there are.</summary>
/// <param name="Plan">The requests that read such a device.</param>
/// <param name="Points">In the order of <see cref="DeviceProfile.PointsOf"/>.</param>
internal sealed record DeviceKind(ReadPlan Plan, IReadOnlyList<PointSpec> Points)
{
    public static DeviceKind Of(DeviceProfile profile, string? variant, SignalDictionary signals) =>
        new(ReadPlan.Build(profile, variant), [.. profile.PointsOf(signals, variant).Select(p => Spec(p, signals))]);

    private static PointSpec Spec(ProfilePoint point, SignalDictionary signals) =>
        new(point.Name, point.Signal, point.SignalId, point.Unit, point.Label, point.States) { MaxRate = signals[point.Signal].MaxRate };
}
