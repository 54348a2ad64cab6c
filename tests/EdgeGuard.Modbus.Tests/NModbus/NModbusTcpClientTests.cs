using EdgeGuard.Gateway.Modbus.NModbus;

namespace EdgeGuard.Modbus.Tests.NModbus;

public class NModbusTcpClientTests : TcpClientContract
{
    protected override IModbusClient Make(string host, int port, ModbusClientOptions options) =>
        NModbusClient.Tcp(host, port, options, TimeProvider.System);
}
