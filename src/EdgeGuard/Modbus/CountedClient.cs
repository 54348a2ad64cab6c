using System.Runtime.CompilerServices;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>
/// The client of a bus as one device sees it: what its requests came to is counted, and the patience that its bus has with it
/// is kept. It does not own the client. NModbus knows one patience only, and its answers are timed from outside.
/// </summary>
internal sealed class CountedClient(IModbusClient client, AnswerTally answers, TimeProvider time) : IModbusClient
{
    private readonly ModbusClient? _own = client as ModbusClient;

    public ValueTask ReadBitsAsync(byte unit, ModbusTable table, ushort address, Memory<bool> destination, CancellationToken cancellationToken)
    {
        long asked = Ask();
        return CountAsync(client.ReadBitsAsync(unit, table, address, destination, cancellationToken), asked);
    }

    public ValueTask ReadRegistersAsync(byte unit, ModbusTable table, ushort address, Memory<ushort> destination, CancellationToken cancellationToken)
    {
        long asked = Ask();
        return CountAsync(client.ReadRegistersAsync(unit, table, address, destination, cancellationToken), asked);
    }

    public ValueTask WriteAsync(byte unit, ModbusWrite write, CancellationToken cancellationToken)
    {
        long asked = Ask();
        return CountAsync(client.WriteAsync(unit, write, cancellationToken), asked);
    }

    public async ValueTask<ModbusIdentity> ReadIdentityAsync(
        byte unit, ModbusIdentityCategory category, byte firstObject, CancellationToken cancellationToken)
    {
        long asked = Ask();
        Task<ModbusIdentity> identity = client.ReadIdentityAsync(unit, category, firstObject, cancellationToken).AsTask();
        await CountAsync(new ValueTask(identity), asked).ConfigureAwait(false);
        return await identity.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CountAsync(ValueTask request, long asked)
    {
        try
        {
            await request.ConfigureAwait(false);
            answers.Answered(AnswerTime(asked), refused: false);
        }
        catch (ModbusException e)
        {
            Count(e, asked);
            throw;
        }
        finally
        {
            Release();
        }
    }

    private long Ask()
    {
        if (_own is not null)
            _own.LongestAnswer = answers.Patience;
        return time.GetTimestamp();
    }

    /// <summary>Whoever uses the bus next (a scan, a write) has patience of its own.</summary>
    private void Release()
    {
        if (_own is not null)
            _own.LongestAnswer = null;
    }

    private TimeSpan AnswerTime(long asked) => _own?.AnswerTime ?? time.GetElapsedTime(asked);

    private void Count(ModbusException e, long asked)
    {
        switch (e)
        {
            case { Kind: ModbusErrorKind.Timeout } or { Code: ModbusExceptionCode.GatewayTargetFailedToRespond }:
                answers.Failed(AnswerFault.Timeout);
                break;
            case { Kind: ModbusErrorKind.Crc }:
                answers.Failed(AnswerFault.Crc);
                break;
            case { Kind: ModbusErrorKind.Exception, Code: not ModbusExceptionCode.GatewayPathUnavailable }:
                answers.Answered(AnswerTime(asked), refused: true);
                break;
            default:
                answers.Failed(AnswerFault.Other);
                break;
        }
    }
}
