using EdgeGuard.Core.Points;

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

    /// <summary>Those, and the points that the gateway adds of itself.</summary>
    public static IEnumerable<PointOutline> All(ConfigurationSet set, HardwareCatalog catalog) =>
    [
        .. catalog.GatewayPoints.Select(p => p with { Name = $"{OwnPoints.GatewayDevice}.{p.Name}" }),
        .. set.Gateway.Value is { } gateway ? BusNames.Points(set.Devices.OrderBy(d => d.File, StringComparer.Ordinal).Select(d => d.Value).OfType<DeviceConfig>(), gateway) : [],
        .. set.Gateway.Value is { } config ? Answers(set, config) : [],
        .. Of(set, catalog),
        .. set.Devices.Select(d => d.Value?.Id).OfType<string>().Append(OwnPoints.GatewayDevice).SelectMany(id => (PointOutline[])
        [
            new PointOutline($"{id}.{OwnPoints.Comm}", "device.comm"),
            new PointOutline($"{id}.{OwnPoints.Data}", "device.data"),
        ]),
    ];

    private static IEnumerable<PointOutline> Answers(ConfigurationSet set, GatewayConfig gateway) =>
        set.Devices.Select(d => d.Value).OfType<DeviceConfig>()
            .Where(d => DeviceBus.Of(d, gateway)?.TellsAnswers == true)
            .SelectMany(d => OwnPoints.Answers.Select(name => new PointOutline($"{d.Id}.{name}", $"device.{name}")));

    private static IEnumerable<PointOutline> Of(DeviceConfig device, HardwareCatalog catalog)
    {
        var known = device.Profile is not null
            ? catalog.Profile(device.Profile)?.Points
            : catalog.Sensors.GetValueOrDefault(device.Sensor ?? "")?.Points;
        return (known ?? [])
            .Select(p => p with { Signal = device.Signals.GetValueOrDefault(p.Name, p.Signal!) })
            .Concat(device.Contacts.SelectMany(c => Contact(c.Key, c.Value)))
            .Concat(device.Channels.Select(c => new PointOutline(c.Key, c.Value.Signal)))
            .Concat(device.Loops.SelectMany(l => new[] { new PointOutline(l.Key, l.Value.Signal), new PointOutline(l.Key + LoopConfig.LineSuffix, "contact.line") }))
            .Select(p => p with { Name = $"{device.Id}.{p.Name}" });
    }

    private static PointOutline[] Contact(string name, ContactConfig contact) => contact.CountChanges
        ? [new PointOutline(name, contact.Signal), new PointOutline(name + ContactConfig.ChangesSuffix, "contact.changes")]
        : [new PointOutline(name, contact.Signal)];
}
