using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>A coil (functions 5 and 1) or a holding register (6 and 3) of a device.</summary>
/// <param name="client">The one of its bus, which allows writes; owned by the bus.</param>
internal sealed class ModbusOutput(IModbusClient client, byte unit, bool isCoil, ushort address) : IOutput
{
    private readonly bool[] _bit = new bool[1];
    private readonly ushort[] _register = new ushort[1];

    public async ValueTask<int> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (isCoil)
            {
                await client.ReadBitsAsync(unit, ModbusTable.Coil, address, _bit, cancellationToken).ConfigureAwait(false);
                return _bit[0] ? 1 : 0;
            }

            await client.ReadRegistersAsync(unit, ModbusTable.HoldingRegister, address, _register, cancellationToken).ConfigureAwait(false);
            return _register[0];
        }
        catch (ModbusException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public async ValueTask WriteAsync(int value, CancellationToken cancellationToken)
    {
        ModbusWrite write = isCoil ? ModbusWrite.Coil(address, value != 0) : ModbusWrite.Register(address, (ushort)value);
        try
        {
            await client.WriteAsync(unit, write, cancellationToken).ConfigureAwait(false);
        }
        catch (ModbusException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
