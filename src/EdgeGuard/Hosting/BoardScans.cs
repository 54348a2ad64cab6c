using System.Globalization;
using System.Runtime.CompilerServices;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Scanning;
using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Finds the adapter or chip that is to be scanned, and scans it.</summary>
internal sealed class BoardScans(ScanSite site)
{
    /// <summary>The adapter of a Pi's header.</summary>
    private const int HeaderAdapter = 1;

    private readonly BoardScan _scan = new(site.Board, site.Time);

    public IAsyncEnumerable<ControlAnswer> AnswersAsync(ScanRequest request, CancellationToken cancellationToken) => request.Kind switch
    {
        "i2c" => I2cAsync(request, cancellationToken),
        "gpio" => Gpio(request).ToAsyncEnumerable(),
        "onewire" => OneWireAsync(cancellationToken),
        _ => new[] { ControlAnswer.Said(2, $"不能扫描“{request.Kind}”。", $"'{request.Kind}' cannot be scanned.") }.ToAsyncEnumerable(),
    };

    private async IAsyncEnumerable<ControlAnswer> I2cAsync(ScanRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Adapters(request.Where) is not { } adapters)
        {
            Words known = ScanDesk.Known(site, kind => kind == BusKind.I2c);
            yield return ControlAnswer.Said(
                2,
                $"“{request.Where}”既不是 I2C 总线也不是适配器号（/dev/i2c-N 的 N）；{known.Zh}。",
                $"'{request.Where}' is neither an I2C bus nor the number of an adapter (the N of /dev/i2c-N); {known.En}.");
            yield break;
        }

        foreach ((string name, BusConfig bus) in adapters)
        {
            string key = DeviceBus.KeyOf(bus);
            int adapter = bus.Adapter ?? HeaderAdapter;
            bool shared = site.Polled?.Invoke(key) is not null;
            yield return new ControlAnswer
            {
                Scan = new ScanReport
                {
                    Head = new ScanHead("i2c", name, $"/dev/i2c-{adapter}", ChipProbe.First, ChipProbe.Last, null, shared)
                    {
                        Configured = site.Gateway.Buses.ContainsKey(name),
                        Skipped = ChipProbe.NeverAsked,
                    },
                },
            };
            var devices = new Dictionary<int, string>();
            foreach (DeviceConfig device in site.DevicesOn(key))
                devices.TryAdd(device.Address ?? DeviceSpecs.SensorOf(device).Addresses[0], device.Id);
            await foreach (ScanReport part in _scan.I2cAsync(adapter, devices, site.TurnOn(key), cancellationToken).ConfigureAwait(false))
                yield return new ControlAnswer { Scan = part };
        }

        yield return new ControlAnswer { Last = true, Scan = new ScanReport() };
    }

    /// <summary>Named ones, or all that are configured; where none is, that of the header. Null: there is none of that name.</summary>
    private (string Name, BusConfig Bus)[]? Adapters(string? where)
    {
        (string Name, BusConfig Bus)[] configured = [.. site.Gateway.Buses.Where(b => b.Value.Kind == BusKind.I2c).Select(b => (b.Key, b.Value))];
        if (where is null && configured.Length > 0)
            return configured;
        if (configured.FirstOrDefault(b => b.Name == where) is { Bus: not null } named)
            return [named];
        if (!int.TryParse(where ?? $"{HeaderAdapter}", NumberStyles.None, CultureInfo.InvariantCulture, out int adapter))
            return null;
        return configured.FirstOrDefault(b => (b.Bus.Adapter ?? HeaderAdapter) == adapter) is { Bus: not null } known
            ? [known]
            : [($"{adapter}", new BusConfig { Kind = BusKind.I2c, Adapter = adapter })];
    }

    private IEnumerable<ControlAnswer> Gpio(ScanRequest request)
    {
        BusConfig[] configured = [.. site.Gateway.Buses.Values.Where(b => b.Kind == BusKind.Gpio)];
        BusConfig? named = request.Where is { } where ? site.Gateway.Buses.GetValueOrDefault(where) : configured is [var only] ? only : null;
        string? label = named is { Kind: BusKind.Gpio } ? named.Chip : request.Where;
        string key = DeviceBus.KeyOf(new BusConfig { Kind = BusKind.Gpio, Chip = label });
        var devices = new Dictionary<int, string>();
        foreach (DeviceConfig device in site.DevicesOn(key))
        {
            foreach ((string contact, ContactConfig config) in device.Contacts)
                devices.TryAdd(config.Line, $"{device.Id}.{contact}");
        }

        (string chip, IReadOnlyList<LineFound> lines) = _scan.Gpio(label, devices);
        yield return new ControlAnswer { Scan = new ScanReport { Head = new ScanHead("gpio", request.Where ?? chip, chip, 0, lines.Count - 1, null, site.Polled is not null) } };
        foreach (LineFound line in lines)
            yield return new ControlAnswer { Scan = new ScanReport { Line = line } };
        yield return new ControlAnswer { Last = true, Scan = new ScanReport() };
    }

    private async IAsyncEnumerable<ControlAnswer> OneWireAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string key = DeviceBus.KeyOf(new BusConfig { Kind = BusKind.OneWire });
        string? name = site.Gateway.Buses.FirstOrDefault(b => b.Value.Kind == BusKind.OneWire).Key;
        yield return new ControlAnswer
        {
            Scan = new ScanReport
            {
                Head = new ScanHead("onewire", name ?? "onewire", "1-Wire", null, null, null, site.Polled?.Invoke(key) is not null) { Configured = name is not null },
            },
        };
        Dictionary<string, string> devices = site.DevicesOn(key).Where(d => d.Rom is not null).ToDictionary(d => d.Rom!, d => d.Id, StringComparer.Ordinal);
        await foreach (ScanReport part in _scan.OneWireAsync(devices, site.TurnOn(key), cancellationToken).ConfigureAwait(false))
            yield return new ControlAnswer { Scan = part };
        yield return new ControlAnswer { Last = true, Scan = new ScanReport() };
    }
}
