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

    /// <summary>The parity bit is always 1.</summary>
    Mark,

    /// <summary>The parity bit is always 0.</summary>
    Space,
}

/// <summary>Who switches an RS-485 driver from listening to sending.</summary>
public enum Rs485Direction : byte
{
    /// <summary>The adapter itself, or nobody (RS-232).</summary>
    None,

    /// <summary>The kernel's driver, by RTS (TIOCSRS485).</summary>
    Kernel,

    /// <summary>The gateway, by RTS; for a driver that cannot.</summary>
    Rts,
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

    /// <summary>ModbusRtu: who switches the direction of the RS-485 driver.</summary>
    public Rs485Direction Rs485 { get; init; }

    /// <summary>ModbusRtu: the driver sends while RTS is off.</summary>
    public bool RtsInverted { get; init; }

    /// <summary>ModbusRtu: from switching to sending until the first bit, in whole milliseconds.</summary>
    public TimeSpan RtsBefore { get; init; }

    /// <summary>ModbusRtu: from the last bit until switching back, in whole milliseconds.</summary>
    public TimeSpan RtsAfter { get; init; }

    /// <summary>ModbusRtu, ModbusRtuOverTcp: the adapter sends back what it sent, before the answer.</summary>
    public bool Echo { get; init; }

    /// <summary>Modbus kinds: tell what came of the requests as points of each device; null: on serial lines.</summary>
    public bool? Statistics { get; init; }

    /// <summary>I2c: the adapter's number, /dev/i2c-N.</summary>
    public int? Adapter { get; init; }

    /// <summary>Gpio: the chip's label, e.g. pinctrl-rp1 (Pi 5) or pinctrl-bcm2711 (Pi 4). Null takes the header's chip of a known Pi.</summary>
    public string? Chip { get; init; }
}
