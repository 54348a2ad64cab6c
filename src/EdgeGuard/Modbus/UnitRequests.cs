using System.Runtime.CompilerServices;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>The way to one device: what is asked of it, all of it goes through here. What it answered last lies here until the next request.</summary>
/// <param name="registers">The most registers of any request.</param>
/// <param name="bits">The most bits of any request.</param>
internal sealed class UnitRequests(IModbusClient client, byte unit, int registers, int bits)
{
    private readonly ushort[] _registers = new ushort[registers];
    private readonly bool[] _bits = new bool[bits];

    public ReadOnlySpan<ushort> Registers => _registers;

    public ReadOnlySpan<bool> Bits => _bits;

    public ModbusIdentity? Identity { get; private set; }

    /// <summary>Asks; gives why there is no good answer, null when there is one.</summary>
    /// <exception cref="OperationCanceledException">Only for the token.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ModbusException?> AskAsync(UnitRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (request.Identity is { } category)
                Identity = await client.ReadIdentityAsync(unit, category, (byte)request.Address, cancellationToken).ConfigureAwait(false);
            else if (request.Table.IsBits())
                await client.ReadBitsAsync(unit, TableOf(request.Table), request.Address, _bits.AsMemory(0, request.Count), cancellationToken).ConfigureAwait(false);
            else
                await client.ReadRegistersAsync(unit, TableOf(request.Table), request.Address, _registers.AsMemory(0, request.Count), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ModbusException e)
        {
            return e;
        }
    }

    /// <summary>The device itself answered, with an exception; a gateway's "target does not answer" is not that.</summary>
    public static bool IsRefusal(ModbusException e) =>
        e.Kind == ModbusErrorKind.Exception
        && e.Code is not (ModbusExceptionCode.GatewayPathUnavailable or ModbusExceptionCode.GatewayTargetFailedToRespond);

    /// <summary>The device says it of the address or the length, and not of its own state.</summary>
    public static bool IsOfAddress(ModbusExceptionCode code) =>
        code is ModbusExceptionCode.IllegalDataAddress or ModbusExceptionCode.IllegalDataValue or ModbusExceptionCode.IllegalFunction;

    public static ModbusTable TableOf(RegisterTable table) => table switch
    {
        RegisterTable.Coil => ModbusTable.Coil,
        RegisterTable.DiscreteInput => ModbusTable.DiscreteInput,
        RegisterTable.HoldingRegister => ModbusTable.HoldingRegister,
        _ => ModbusTable.InputRegister,
    };
}
