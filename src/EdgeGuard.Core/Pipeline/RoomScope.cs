using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What names in expressions mean in this room.</summary>
internal static class RoomScope
{
    public static BindingScope Of(List<PointInfo> points, IReadOnlyList<DeviceSpec> devices, RuleSet rules) => new(
        points.Select(p => new ScopePoint(p.Id.Index, p.Name, p.Device, p.Signal, p.Unit)),
        [
            .. ParallelStrings.Compare([.. devices.Select(d => (ScopeDevices.Of(d.Id, d.Ratings, d.Installed), d.Asset))]),
            ScopeDevices.Of(OwnPoints.RoomDevice, rules.RoomRatings, null),
        ],
        SignalUnits(rules));

    private static Dictionary<string, Unit> SignalUnits(RuleSet rules) => rules.Signals.Names.ToDictionary(
        name => name,
        name => Units.TryFindCanonical(rules.Signals[name].Unit, out Unit? unit) ? unit.Value : Unit.None,
        StringComparer.Ordinal);
}
