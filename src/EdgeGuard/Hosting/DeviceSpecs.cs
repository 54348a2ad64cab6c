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
    public static DeviceSpec Of(DeviceConfig device, Hardware hardware)
    {
        IReadOnlyList<PointSpec> points = device.Profile is { } profile
            ? hardware.Kind(profile, device.Variant).Points
            : [.. SensorOf(device).Points(device).Select(p => Spec(p, hardware.Signals))];
        return new DeviceSpec(device.Id, device.Name ?? new Words(device.Id, device.Id), device.Poll, device.CommLevel, points)
        {
            Ratings = device.Ratings,
            Installed = device.Installed,
            Asset = device.Asset,
        };
    }

    /// <exception cref="ArgumentException">No such sensor; the configuration's checks let none through.</exception>
    public static SensorModel SensorOf(DeviceConfig device) =>
        SensorCatalog.TryFind(device.Sensor ?? "", out SensorModel? model)
            ? model
            : throw new ArgumentException($"Device {device.Id}: there is no sensor '{device.Sensor}'.");

    private static PointSpec Spec(OfferedPoint point, SignalDictionary signals)
    {
        SignalInfo signal = signals[point.Signal];
        return new PointSpec(point.Name, point.Signal, signal.SignalId, point.Unit, point.Label ?? signal.Label, signal.States) { MaxRate = signal.MaxRate };
    }
}
