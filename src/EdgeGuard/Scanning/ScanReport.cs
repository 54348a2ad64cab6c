namespace EdgeGuard.Gateway.Scanning;

/// <summary>A part of what a scan tells: how it begins, how far it is, or one thing it found. One that is empty says that it goes on.</summary>
internal sealed record ScanReport
{
    public ScanHead? Head { get; init; }

    public ScanStep? Step { get; init; }

    public UnitFound? Unit { get; init; }

    public ChipFound? Chip { get; init; }

    public LineFound? Line { get; init; }

    public ProbeFound? Probe { get; init; }

    /// <summary>The daemon does not hold this bus: whoever asked may scan it himself.</summary>
    public bool NotHeld { get; init; }
}

/// <param name="Kind">modbus, i2c, gpio or onewire.</param>
/// <param name="Bus">Its name in the configuration, or what was asked for.</param>
/// <param name="Place">Where it is: a path and its settings, an endpoint, an adapter, a chip.</param>
/// <param name="First">The first address that is asked; null where there are none.</param>
/// <param name="Shared">A running gateway polls it in between.</param>
internal sealed record ScanHead(string Kind, string Bus, string Place, int? First, int? Last, double? TimeoutSeconds, bool Shared)
{
    /// <summary>The configuration has this bus under this name.</summary>
    public bool Configured { get; init; }

    /// <summary>Not asked, because reading could change something there.</summary>
    public IReadOnlyList<int> Skipped { get; init; } = [];
}

/// <param name="Asking">The address that comes next.</param>
/// <param name="Line">The settings of a serial line.</param>
internal sealed record ScanStep(int Done, int Of, int Asking, LineSettings? Line);

/// <summary>A Modbus unit.</summary>
/// <param name="State">answers, refuses (an exception: it is there), garbled, or silent (told of configured ones alone).</param>
/// <param name="Line">The settings of a serial line at which it was found.</param>
internal sealed record UnitFound(int Unit, string State, LineSettings? Line)
{
    public double? Milliseconds { get; init; }

    /// <summary>The configured device that has this unit.</summary>
    public string? Device { get; init; }

    public string? Vendor { get; init; }

    public string? Product { get; init; }

    public string? Revision { get; init; }

    /// <summary>Profiles whose identity holds.</summary>
    public IReadOnlyList<ProfileFit> Fits { get; init; } = [];

    /// <summary>What was wrong with the answer.</summary>
    public string? Detail { get; init; }
}

/// <param name="Variant">The version of its map, where a register tells it.</param>
internal sealed record ProfileFit(string Profile, string? Variant, string Manufacturer, string Model);

/// <summary>An I2C address.</summary>
/// <param name="Chip">The sensor as device files call it; null: it cannot be told.</param>
/// <param name="Possible">What it may be then.</param>
internal sealed record ChipFound(int Address, bool Answers, string? Chip, IReadOnlyList<string> Possible, string? Device);

/// <summary>A GPIO line.</summary>
/// <param name="Direction">input or output.</param>
/// <param name="Consumer">Who holds it; null: it is free.</param>
/// <param name="Device">The configured device and contact.</param>
internal sealed record LineFound(int Line, string Name, string Direction, string? Consumer, string? Device);

/// <summary>A chip on 1-Wire.</summary>
/// <param name="Temperature">degC; null: it gave none.</param>
internal sealed record ProbeFound(string Rom, double? Temperature, string? Detail, string? Device);
