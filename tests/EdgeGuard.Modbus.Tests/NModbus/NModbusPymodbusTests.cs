using EdgeGuard.Gateway.Modbus.NModbus;
using EdgeGuard.Modbus.Tests.Counterparts;

namespace EdgeGuard.Modbus.Tests.NModbus;

public class NModbusPymodbusTests : PymodbusContract
{
    protected override IModbusClient Make(string host, int port, ModbusClientOptions options) =>
        NModbusClient.Tcp(host, port, options, TimeProvider.System);

    protected override IModbusClient Make(string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options) =>
        NModbusClient.Rtu(endpoint, open, options, TimeProvider.System);
}
