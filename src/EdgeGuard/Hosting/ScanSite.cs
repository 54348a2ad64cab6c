using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Scanning;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What a scan has before it: the board, what is configured, and what is polled meanwhile.</summary>
internal sealed record ScanSite
{
    public required IBoard Board { get; init; }

    /// <summary>With the profiles of <see cref="Devices"/>, which are read already: several may look here at once.</summary>
    public required Hardware Hardware { get; init; }

    public required GatewayConfig Gateway { get; init; }

    public required IReadOnlyList<DeviceConfig> Devices { get; init; }

    /// <summary>Real time.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>By the key of a bus: the one that the running gateway polls. Null: no gateway runs here.</summary>
    public Func<string, PolledBus?>? Polled { get; init; }

    public BusBuilder Buses => new(Board, Hardware, Time, Time);

    /// <summary>Makes a catalog of every profile there is, for one scan: the gateway itself keeps those alone that it needs.</summary>
    public required Func<Hardware> Everything { get; init; }

    /// <summary>The turn on a bus: between the polls of the gateway, or at once where nobody polls.</summary>
    public Turn TurnOn(string key) => Polled?.Invoke(key)?.Turn ?? AtOnceAsync;

    public IEnumerable<DeviceConfig> DevicesOn(string key) => Devices.Where(d => DeviceBus.Of(d, Gateway)?.Key == key);

    /// <summary>A serial line or a chip blocks the thread it is read on.</summary>
    public static Task AtOnceAsync(Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken) =>
        Task.Run(() => work(cancellationToken).AsTask(), cancellationToken);
}
