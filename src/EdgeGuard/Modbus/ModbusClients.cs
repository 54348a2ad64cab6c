using EdgeGuard.Modbus;
#if USE_NMODBUS
using EdgeGuard.Gateway.Modbus.NModbus;
#endif

namespace EdgeGuard.Gateway.Modbus;

/// <summary>The clients this build talks Modbus with: its own, or NModbus where it was built with that package.</summary>
internal static class ModbusClients
{
    public static IModbusClient Tcp(string host, int port, ModbusClientOptions options, TimeProvider time) =>
#if USE_NMODBUS
        NModbusClient.Tcp(host, port, options, time);
#else
        new ModbusTcpClient(host, port, options, time);
#endif

    /// <param name="endpoint">The line's name for messages.</param>
    /// <param name="open">Opens the line: a serial port, or a connection to a serial server.</param>
    public static IModbusClient Rtu(string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options, TimeProvider time) =>
#if USE_NMODBUS
        NModbusClient.Rtu(endpoint, open, options, time);
#else
        new ModbusRtuClient(endpoint, open, options, time);
#endif
}
