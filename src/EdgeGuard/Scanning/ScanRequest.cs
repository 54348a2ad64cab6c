namespace EdgeGuard.Gateway.Scanning;

/// <summary>What is to be scanned.</summary>
/// <param name="Kind">modbus, i2c, gpio or onewire.</param>
internal sealed record ScanRequest(string Kind)
{
    /// <summary>modbus: a bus by name, tcp://host[:port], rtutcp://host:port or the path of a port. i2c: a bus or an adapter's number. gpio: a bus or a
    /// chip's label. Null: what is configured, where that is one.</summary>
    public string? Where { get; init; }

    /// <summary>modbus: first and last unit.</summary>
    public int FirstUnit { get; init; } = 1;

    public int LastUnit { get; init; } = 32;

    /// <summary>modbus: how long one unit may take to answer [our default].</summary>
    public double TimeoutSeconds { get; init; } = 0.2;

    /// <summary>modbus, a port by its path: settings to try, as <see cref="LineSettings"/> writes them.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
