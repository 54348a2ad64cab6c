using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// One output that may be written, by its name and within its bounds alone: a GPIO line, a coil or a holding register. Exactly one of
/// <see cref="Line"/>, <see cref="Coil"/> and <see cref="Register"/> is given. Its values are raw: 0 and 1, or the register's number.
/// </summary>
public sealed record OperationConfig
{
    public required string Id { get; init; }

    public Words? Name { get; init; }

    /// <summary>As in <see cref="DeviceConfig.Bus"/>.</summary>
    public required string Bus { get; init; }

    /// <summary>Line offset on the GPIO chip.</summary>
    public int? Line { get; init; }

    /// <summary>Line: 1 is the low level, as of most relay boards.</summary>
    public bool ActiveLow { get; init; }

    /// <summary>Modbus unit id of the device that is written to.</summary>
    public int? Unit { get; init; }

    /// <summary>Address on the wire, from 0.</summary>
    public int? Coil { get; init; }

    /// <summary>Holding register; address on the wire, from 0.</summary>
    public int? Register { get; init; }

    public int Min { get; init; }

    public int Max { get; init; } = 1;

    /// <summary>The value it goes back to: after <see cref="ReturnAfter"/>, at a stop, and at a start whatever it was left at.</summary>
    public int Rest { get; init; }

    /// <summary>So long after the last writing it goes back by itself [our default].</summary>
    public TimeSpan ReturnAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A condition that must surely hold; null: none. One that ceases to hold sends the output back.</summary>
    public string? Interlock { get; init; }

    /// <summary>What is written when no value is given: the other state of what has two; null for a register.</summary>
    internal int? Usual => Register is not null ? null : Rest == 0 ? 1 : 0;
}
