using System.Runtime.CompilerServices;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Scanning;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Finds the Modbus bus that is to be scanned, and scans it.</summary>
internal sealed class ModbusScans(ScanSite site)
{
    /// <summary>
    /// Seconds that a unit may take while polls wait [our default]. After a request without an answer a serial line must be silent for as long
    /// again, so a turn stays below one second.
    /// </summary>
    private const double LongestShared = 0.4;

    /// <summary>An identification of 256 bytes takes 0.3 s at this speed; on a slower line that is polled it is not asked for.</summary>
    private const int SlowestIdentified = 9600;

    public async IAsyncEnumerable<ControlAnswer> AnswersAsync(ScanRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (string name, BusConfig? bus, ControlAnswer? refused) = Resolve(request.Where);
        string key = bus is null ? "" : DeviceBus.KeyOf(bus);
        PolledBus? polled = bus is null ? null : site.Polled?.Invoke(key);
        refused ??= Refusal(request, bus!, polled);
        if (refused is not null)
        {
            yield return refused;
            yield break;
        }

        if (site.Polled is not null && polled is null && !site.Gateway.Buses.ContainsKey(name))
        {
            // The rights are those of whoever asks, not the daemon's.
            yield return new ControlAnswer { Last = true, Scan = new ScanReport { NotHeld = true } };
            yield break;
        }

        List<BusConfig> settings = request.Lines.Count == 0 ? [bus!] : [.. request.Lines.Select(l => LineSettings.TryParse(l, out LineSettings line) ? line.On(bus!) : bus!)];
        yield return new ControlAnswer { Scan = new ScanReport { Head = Head(request, name, settings, polled) } };
        var profiles = new ProfileMatch(Profiles(site.Everything()));
        foreach (BusConfig one in settings)
        {
            await foreach (ScanReport part in ScanAsync(request, one, profiles, polled, cancellationToken).ConfigureAwait(false))
                yield return new ControlAnswer { Scan = part };
        }

        yield return new ControlAnswer { Last = true, Scan = new ScanReport() };
    }

    private async IAsyncEnumerable<ScanReport> ScanAsync(
        ScanRequest request, BusConfig bus, ProfileMatch profiles, PolledBus? polled, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var timing = new ModbusUnitTiming(TimeSpan.FromSeconds(request.TimeoutSeconds), TimeSpan.Zero);
        ModbusAccess access = polled?.Modbus ?? site.Buses.Open(bus, new ModbusClientOptions { Timing = timing }, []);
        try
        {
            bool identifies = polled is null || bus.Kind == BusKind.ModbusTcp || bus.Baud >= SlowestIdentified;
            var scan = new ModbusScan(
                access, polled?.Turn ?? ScanSite.AtOnceAsync, timing, DevicesByUnit(DeviceBus.KeyOf(bus)), profiles, identifies, site.Time);
            LineSettings? line = bus.Kind == BusKind.ModbusRtu ? LineSettings.Of(bus) : null;
            await foreach (ScanReport part in scan.RunAsync(request.FirstUnit, request.LastUnit, line, cancellationToken).ConfigureAwait(false))
                yield return part;
        }
        finally
        {
            if (polled is null)
                await access.Client.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Those without a fault.</summary>
    private static IEnumerable<DeviceProfile> Profiles(Hardware hardware) => hardware.ProfileNames
        .Order(StringComparer.Ordinal)
        .Where(name => hardware.ProfileError(name) is null)
        .Select(name => hardware.Profile(name)!);

    private Dictionary<int, string> DevicesByUnit(string key)
    {
        var units = new Dictionary<int, string>();
        foreach (DeviceConfig device in site.DevicesOn(key))
            units.TryAdd(site.Buses.UnitOf(device), device.Id);
        return units;
    }

    private (string Name, BusConfig? Bus, ControlAnswer? Refused) Resolve(string? where)
    {
        if (where is null)
        {
            string[] buses = [.. site.Gateway.Buses.Where(b => DeviceBus.IsModbus(b.Value.Kind)).Select(b => b.Key)];
            Words known = ScanDesk.Known(site, DeviceBus.IsModbus);
            return buses is [var only]
                ? (only, site.Gateway.Buses[only], null)
                : ("", null, ControlAnswer.Said(2, $"请指明扫描哪条总线：{known.Zh}；也可给出 tcp://地址、rtutcp://地址:端口 或 /dev/…。",
                    $"Name the bus to scan: {known.En}; or give tcp://host, rtutcp://host:port or /dev/…."));
        }

        if (DeviceBus.IsUrl(where))
        {
            return DeviceBus.ParseUrl(where) is { } url
                ? (where, url, null)
                : (where, null, ControlAnswer.Said(2, $"“{where}”不是 tcp://地址[:端口] 或 rtutcp://地址:端口。", $"'{where}' is neither tcp://host[:port] nor rtutcp://host:port."));
        }

        if (where.StartsWith('/'))
        {
            // A port that is configured has the settings of its configuration.
            BusConfig? configured = site.Gateway.Buses.Values.FirstOrDefault(b => b.Kind == BusKind.ModbusRtu && b.Path == where);
            return (where, configured ?? new BusConfig { Kind = BusKind.ModbusRtu, Path = where }, null);
        }

        if (site.Gateway.Buses.TryGetValue(where, out BusConfig? named) && DeviceBus.IsModbus(named.Kind))
            return (where, named, null);
        Words there = ScanDesk.Known(site, DeviceBus.IsModbus);
        return (where, null, ControlAnswer.Said(1, $"没有名为“{where}”的 Modbus 总线；{there.Zh}。", $"There is no Modbus bus named '{where}'; {there.En}."));
    }

    private static ControlAnswer? Refusal(ScanRequest request, BusConfig bus, PolledBus? polled)
    {
        if (request.FirstUnit > request.LastUnit || request.FirstUnit < LeastUnit(bus) || request.LastUnit > MostUnit(bus))
        {
            string range = $"{LeastUnit(bus)}-{MostUnit(bus)}";
            return ControlAnswer.Said(2, $"--units 应在 {range} 之内，例如 1-32。", $"--units lies within {range}, for example 1-32.");
        }

        if (request.Lines.Count > 0 && bus.Kind != BusKind.ModbusRtu)
            return ControlAnswer.Said(2, "--baud 只用于串口（/dev/…）。", "--baud is for a serial port (/dev/…).");
        if (request.Lines.Count > 0 && polled is not null)
        {
            return ControlAnswer.Said(
                1,
                $"守护进程正以 {LineSettings.Of(bus)} 轮询这个串口；要试其他参数，请先 systemctl stop edgeguard。",
                $"The daemon polls this port at {LineSettings.Of(bus)}; to try other settings stop it first: systemctl stop edgeguard.");
        }

        return polled is not null && request.TimeoutSeconds > LongestShared
            ? ControlAnswer.Said(
                2,
                $"守护进程在轮询这条总线，--timeout 最多 {LongestShared} 秒，以免轮询等待超过 1 秒。",
                $"The daemon polls this bus: --timeout is at most {LongestShared} s, so that no poll waits for longer than a second.")
            : null;
    }

    private static int LeastUnit(BusConfig bus) => bus.Kind == BusKind.ModbusTcp ? 0 : 1;

    private static int MostUnit(BusConfig bus) => bus.Kind == BusKind.ModbusTcp ? 255 : 247;

    private ScanHead Head(ScanRequest request, string name, List<BusConfig> settings, PolledBus? polled)
    {
        BusConfig bus = settings[0];
        string place = bus.Kind switch
        {
            BusKind.ModbusRtu => $"{bus.Path}, {string.Join(", ", settings.Select(s => LineSettings.Of(s).ToString()))}",
            BusKind.ModbusTcp => $"tcp://{bus.Host}:{bus.Port}",
            _ => $"rtutcp://{bus.Host}:{bus.Port}",
        };
        return new ScanHead("modbus", name, place, request.FirstUnit, request.LastUnit, request.TimeoutSeconds, polled is not null) { Configured = site.Gateway.Buses.ContainsKey(name) };
    }
}
