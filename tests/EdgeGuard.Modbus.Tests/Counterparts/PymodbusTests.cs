namespace EdgeGuard.Modbus.Tests.Counterparts;

public class PymodbusTests : PymodbusContract
{
    protected override IModbusClient Make(string host, int port, ModbusClientOptions options) =>
        new ModbusTcpClient(host, port, options, TimeProvider.System);

    protected override IModbusClient Make(string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options) =>
        new ModbusRtuClient(endpoint, open, options, TimeProvider.System);
}
