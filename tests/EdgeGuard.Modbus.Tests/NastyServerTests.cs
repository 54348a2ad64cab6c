namespace EdgeGuard.Modbus.Tests;

public class NastyServerTests : NastyServerContract
{
    protected override IModbusClient Make(string host, int port, ModbusClientOptions options) =>
        new ModbusTcpClient(host, port, options, TimeProvider.System);
}
