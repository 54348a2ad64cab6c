using System.Device.Gpio;
using System.Device.I2c;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>What a device file may name as its <c>sensor</c>.</summary>
/// <param name="Name">As written in the file.</param>
/// <param name="Bus">The kind of bus it sits on.</param>
/// <param name="Addresses">Its possible I2C addresses, the usual one first; empty on GPIO and 1-Wire.</param>
/// <param name="Points">The points that a device of this kind has, in a fixed order.</param>
/// <param name="Create">Makes the source from the chip, its configuration and the way from point names to points; null where it is
/// made from something else: contacts, 1-Wire chips, and sensors on a GPIO line. Throws ArgumentException for a channel that cannot be.</param>
internal sealed record SensorModel(
    string Name,
    BusKind Bus,
    IReadOnlyList<int> Addresses,
    Func<DeviceConfig, IReadOnlyList<OfferedPoint>> Points,
    Func<I2cDevice, DeviceConfig, Func<string, PointId>, TimeProvider, IPointSource>? Create)
{
    /// <summary>Makes the source of a sensor that has one GPIO line for itself; null for all others.</summary>
    public Func<GpioController, DeviceConfig, Func<string, PointId>, TimeProvider, IPointSource>? CreateOnLine { get; init; }

    /// <summary>What the device's file must state.</summary>
    public SensorInputs Offers { get; init; }

    /// <summary>
    /// Whether such a chip answers, by what only it can answer; it reads, and what it writes is a pointer or a command that reads. Null: it
    /// cannot be told so. Throws IOException where nothing acknowledges.
    /// </summary>
    public Func<I2cDevice, TimeProvider, CancellationToken, ValueTask<bool>>? Recognise { get; init; }

    /// <summary>The highest voltage (V) across a shunt.</summary>
    public double MaxShuntVolts { get; init; } = double.PositiveInfinity;

    /// <summary>Lines for contacts, from 0, where the chip has its own; null: those of the bus.</summary>
    public int? Lines { get; init; }

    /// <summary>Lines whose maker says that they are outputs only.</summary>
    public IReadOnlyList<int> OutputLines { get; init; } = [];
}
