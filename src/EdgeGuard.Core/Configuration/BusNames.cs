using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>What the buses of the devices are called, for people and in point names.</summary>
public static class BusNames
{
    /// <summary>The signal of a bus's point.</summary>
    public const string DownSignal = "gateway.busDown";

    /// <summary>The signal of how many buses lost a device at once.</summary>
    public const string LostSignal = "gateway.busesLost";

    /// <summary>By device id; two devices have the same exactly when they share the physical bus.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<DeviceConfig> devices, GatewayConfig gateway)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (IGrouping<string?, DeviceConfig> bus in devices.GroupBy(d => DeviceBus.Of(d, gateway)?.Key, StringComparer.Ordinal))
        {
            if (bus.Key is null)
                continue;
            string name = bus.Select(d => d.Bus).FirstOrDefault(b => !DeviceBus.IsUrl(b)) ?? Plain(bus.First().Bus);
            while (!taken.Add(name))
                name += "-2";
            foreach (DeviceConfig device in bus)
                names.TryAdd(device.Id, name);
        }

        return names;
    }

    /// <summary>Name of a bus's point in the gateway's own device.</summary>
    public static string PointOf(string bus) => $"bus-{bus}";

    /// <summary>The points that buses give the gateway.</summary>
    internal static IEnumerable<PointOutline> Points(IEnumerable<DeviceConfig> devices, GatewayConfig gateway)
    {
        List<string> buses = [.. Of(devices, gateway).Values.Distinct(StringComparer.Ordinal)];
        if (buses.Count == 0)
            return [];
        return
        [
            .. buses.Select(bus => new PointOutline($"{OwnPoints.GatewayDevice}.{PointOf(bus)}", DownSignal)),
            new PointOutline($"{OwnPoints.GatewayDevice}.{OwnPoints.BusesLost}", LostSignal),
        ];
    }

    /// <summary><c>tcp://10.0.0.7:1502</c> as <c>tcp-10-0-0-7-1502</c>.</summary>
    private static string Plain(string url) =>
        string.Concat(url.Replace("://", "-", StringComparison.Ordinal).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-'));
}
