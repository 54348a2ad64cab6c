namespace EdgeGuard.Core.Configuration;

/// <summary>The points a configuration gives rise to.</summary>
public static class ConfigurationPoints
{
    /// <summary>By full name, <c>device.point</c>: by device file, then as the profile or sensor lists them, then contacts and channels.</summary>
    public static IReadOnlyList<PointOutline> Of(ConfigurationSet set, HardwareCatalog catalog) =>
    [
        .. set.Devices.OrderBy(d => d.File, StringComparer.Ordinal)
            .Select(d => d.Value)
            .OfType<DeviceConfig>()
            .SelectMany(d => Of(d, catalog)),
    ];

    private static IEnumerable<PointOutline> Of(DeviceConfig device, HardwareCatalog catalog)
    {
        var known = device.Profile is not null
            ? catalog.Profile(device.Profile)?.Points
            : catalog.Sensors.GetValueOrDefault(device.Sensor ?? "")?.Points;
        return (known ?? [])
            .Concat(device.Contacts.Select(c => new PointOutline(c.Key, c.Value.Signal)))
            .Concat(device.Channels.Select(c => new PointOutline(c.Key, c.Value.Signal)))
            .Select(p => p with { Name = $"{device.Id}.{p.Name}" });
    }
}
