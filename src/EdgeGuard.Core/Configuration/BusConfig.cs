namespace EdgeGuard.Core.Configuration;

public enum BusKind : byte
{
    ModbusTcp,
    ModbusRtu,
    ModbusRtuOverTcp,
    I2c,
    Gpio,

    /// <summary>The kernel's 1-Wire master and what hangs on it.</summary>
    OneWire,
}

public enum SerialParity : byte
{
    None,
    Even,
    Odd,
}

/// <summary>One physical bus; what is polled on it is polled in series. Members that a kind does not use are absent.</summary>
public sealed record BusConfig
{
    public required BusKind Kind { get; init; }

    /// <summary>ModbusTcp, ModbusRtuOverTcp: host name or address.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 502;

    /// <summary>ModbusRtu: the device file, best by its stable name below <c>/dev/serial/by-path/</c>.</summary>
    public string? Path { get; init; }

    /// <summary>ModbusRtu, and the line behind ModbusRtuOverTcp.</summary>
    public int Baud { get; init; } = 9600;

    public SerialParity Parity { get; init; }

    public int StopBits { get; init; } = 1;

    /// <summary>ModbusRtu: let the kernel drive RTS as the RS-485 direction (TIOCSRS485).</summary>
    public bool Rs485 { get; init; }

    /// <summary>I2c: the adapter's number, /dev/i2c-N.</summary>
    public int? Adapter { get; init; }

    /// <summary>Gpio: the chip's label, e.g. pinctrl-rp1 (Pi 5) or pinctrl-bcm2711 (Pi 4). Null takes the header's chip of a known Pi.</summary>
    public string? Chip { get; init; }
}
