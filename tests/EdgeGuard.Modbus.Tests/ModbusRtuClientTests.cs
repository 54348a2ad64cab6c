namespace EdgeGuard.Modbus.Tests;

public class ModbusRtuClientTests : RtuClientContract
{
    protected override IModbusClient Make(
        string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options, TimeProvider time) =>
        new ModbusRtuClient(endpoint, open, options, time);
}
