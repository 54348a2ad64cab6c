using System.Device.I2c;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>What a device file may name as its <c>sensor</c>.</summary>
/// <param name="Name">As written in the file.</param>
/// <param name="Bus">The kind of bus it sits on.</param>
/// <param name="Addresses">Its possible I2C addresses, the usual one first; empty on GPIO.</param>
/// <param name="Points">The points that a device of this kind has, in a fixed order.</param>
/// <param name="Create">Makes the source from the chip, its configuration and the way from point names to points; null on
/// GPIO, whose contacts are made from the controller. Throws ArgumentException for a channel that cannot be.</param>
internal sealed record SensorModel(
    string Name,
    BusKind Bus,
    IReadOnlyList<int> Addresses,
    Func<DeviceConfig, IReadOnlyList<OfferedPoint>> Points,
    Func<I2cDevice, DeviceConfig, Func<string, PointId>, TimeProvider, IPointSource>? Create);
