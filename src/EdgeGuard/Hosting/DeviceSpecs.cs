using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What each configured device offers, by its profile or its sensor.</summary>
internal static class DeviceSpecs
{
    private static readonly TimeSpan s_reconcile = TimeSpan.FromSeconds(1);

    public static DeviceSpec Of(DeviceConfig device, Hardware hardware)
    {
        IReadOnlyList<PointSpec> points = device.Profile is { } profile
            ? hardware.Kind(profile, device.Variant).Points
            : [.. SensorOf(device).Points(device).Select(p => Spec(p, device.Signals.GetValueOrDefault(p.Name, p.Signal), hardware.Signals))];
        return new DeviceSpec(device.Id, device.Name ?? new Words(device.Id, device.Id), PollOf(device), device.CommLevel, points)
        {
            Ratings = device.Ratings,
            Installed = device.Installed,
            Asset = device.Asset,
        };
    }

    /// <summary>Edges get lost, so contacts are looked at once a second at least, whatever the file says.</summary>
    private static TimeSpan PollOf(DeviceConfig device) => device.Contacts.Count > 0 && device.Poll > s_reconcile ? s_reconcile : device.Poll;

    /// <exception cref="ArgumentException">No such sensor; the configuration's checks let none through.</exception>
    public static SensorModel SensorOf(DeviceConfig device) =>
        SensorCatalog.TryFind(device.Sensor ?? "", out SensorModel? model)
            ? model
            : throw new ArgumentException($"Device {device.Id}: there is no sensor '{device.Sensor}'.");

    private static PointSpec Spec(OfferedPoint point, string name, SignalDictionary signals)
    {
        SignalInfo signal = signals[name];
        return new PointSpec(point.Name, name, signal.SignalId, point.Unit, point.Label ?? signal.Label, signal.States) { MaxRate = signal.MaxRate };
    }
}
