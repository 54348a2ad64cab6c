using EdgeGuard.Gateway.Scanning;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>A bus that this gateway polls, for a guest.</summary>
/// <param name="Modbus">Null on I2C, GPIO and 1-Wire.</param>
internal sealed record PolledBus(Turn Turn, ModbusAccess? Modbus);
