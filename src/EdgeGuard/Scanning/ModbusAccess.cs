using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Scanning;

/// <summary>A Modbus bus for a guest, who asks with times of his own and may look at the frames. Only in a turn on the bus.</summary>
/// <param name="Timings">By unit; the client looks here at every request.</param>
internal sealed record ModbusAccess(IModbusClient Client, Dictionary<byte, ModbusUnitTiming> Timings, ModbusTap Tap);
