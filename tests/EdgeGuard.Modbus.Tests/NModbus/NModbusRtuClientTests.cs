using EdgeGuard.Gateway.Modbus.NModbus;

namespace EdgeGuard.Modbus.Tests.NModbus;

public class NModbusRtuClientTests : RtuClientContract
{
    protected override IModbusClient Make(
        string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options, TimeProvider time) =>
        NModbusClient.Rtu(endpoint, open, options, time);
}
