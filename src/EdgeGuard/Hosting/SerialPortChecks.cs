using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What can be said about the configured serial ports on this machine before they are opened.</summary>
internal static class SerialPortChecks
{
    public static IEnumerable<ConfigError> Of(ConfigDocument<GatewayConfig> gateway, SerialPorts ports)
    {
        if (gateway is not { Value: { } config, Root: { } root })
            yield break;
        Dictionary<string, string> first = new(StringComparer.Ordinal);
        foreach ((string name, BusConfig bus) in config.Buses.OrderBy(b => b.Key, StringComparer.Ordinal))
        {
            if (bus is not { Kind: BusKind.ModbusRtu, Path: { } path })
                continue;
            string place = JsonPaths.Child(JsonPaths.Child($"{JsonPaths.Root}.buses", name), "path");
            TextPosition at = JsonPaths.Find(root, place).At;
            if (!first.TryAdd(SerialPorts.RealPath(path), path) && first[SerialPorts.RealPath(path)] is { } other && other != path)
                yield return Told(Severity.Error, new Words($"与 {other} 是同一个串口；请共用一个总线", $"is the same port as {other}; use one bus for both"));
            if (ports.Trouble(path) is { } trouble)
                yield return Told(Severity.Warning, trouble);
            if (Unsteady(path, ports) is { } unsteady)
                yield return Told(Severity.Warning, unsteady);

            ConfigError Told(Severity severity, Words words) => new(gateway.File, at.Line, at.Column, place, words, severity);
        }
    }

    /// <summary>ttyUSB0 is the adapter that was seen first, which may be another one after the next boot or plug.</summary>
    private static Words? Unsteady(string path, SerialPorts ports)
    {
        if (!Path.GetFileName(path).StartsWith("ttyUSB", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("ttyACM", StringComparison.Ordinal))
            return null;
        IReadOnlyList<string> names = ports.NamesOf(path);
        return names.Count == 0
            ? new Words("此名称在重启或重新插拔后可能指向另一个适配器；请用 /dev/serial/by-path/ 下的名称", "after a boot or a replug this name may be another adapter's; use its name below /dev/serial/by-path/")
            : new Words($"此名称在重启或重新插拔后可能指向另一个适配器；请用 {string.Join(" 或 ", names)}", $"after a boot or a replug this name may be another adapter's; use {string.Join(" or ", names)}");
    }
}
