using System.Net;

namespace EdgeGuard.Simulator;

/// <summary>Where a device of the virtual room answers.</summary>
/// <param name="Name">ups, rectifier, ac1, ac2, meter, climate.</param>
/// <param name="Model">Manufacturer and model, for people.</param>
/// <param name="Address">Loopback.</param>
/// <param name="Unit">Modbus unit id.</param>
public sealed record DeviceEndpoint(string Name, string Model, IPEndPoint Address, byte Unit);
