using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>What a configuration may name: the profiles, sensors, signals and units this gateway knows.</summary>
public sealed record HardwareCatalog
{
    public required IReadOnlyCollection<string> ProfileNames { get; init; }

    public required ProfileLookup Profile { get; init; }

    /// <summary>By name: sht3x, ads1115, contacts …</summary>
    public required IReadOnlyDictionary<string, SensorOutline> Sensors { get; init; }

    /// <summary>What the gateway tells of itself, without its name before it.</summary>
    public IReadOnlyList<PointOutline> GatewayPoints { get; init; } = [];

    /// <summary>The signal dictionary: name to canonical unit.</summary>
    public required IReadOnlyDictionary<string, Unit> Signals { get; init; }

    /// <summary>Names of units (degC, kW, …) and the canonical unit each is converted to.</summary>
    public required IReadOnlyDictionary<string, Unit> Units { get; init; }
}
