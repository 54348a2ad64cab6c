using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>One Modbus device: its profile's read plan over the client of its bus.</summary>
internal sealed class ModbusSource : IPointSource
{
    private readonly IModbusClient _client;
    private readonly byte _unit;
    private readonly ReadPlan _plan;
    private readonly PointId[] _ids;
    private readonly Reading[] _readings;
    private readonly ushort[] _registers;
    private readonly bool[] _bits;
    private readonly MonotonicTime?[] _lastRead;

    /// <param name="ids">In the order of the profile's points.</param>
    public ModbusSource(IModbusClient client, byte unit, ReadPlan plan, IReadOnlyList<PointId> ids)
    {
        _client = client;
        _unit = unit;
        _plan = plan;
        _ids = [.. ids];
        _readings = new Reading[plan.PointCount];
        _registers = new ushort[MaxCount(plan, bits: false)];
        _bits = new bool[MaxCount(plan, bits: true)];
        _lastRead = new MonotonicTime?[plan.Blocks.Count];
    }

    public async ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        bool answered = false;
        bool asked = false;
        for (int i = 0; i < _plan.Blocks.Count; i++)
        {
            PlanBlock block = _plan.Blocks[i];
            if (!IsDue(i, batch.At))
                continue;
            asked = true;
            try
            {
                await ReadAsync(block, batch.At, cancellationToken).ConfigureAwait(false);
                answered = true;
                _lastRead[i] = batch.At;
            }
            catch (ModbusException e)
            {
                // A device that does not answer one request will not answer the next: its time-outs would cost the others.
                if (!IsRefusal(e))
                {
                    batch.Fail(e.Kind == ModbusErrorKind.Crc ? QualityReason.Crc : QualityReason.CommFailure, e.Message);
                    // Every point is bad now, those too that are read seldom: the next poll reads them all.
                    Array.Clear(_lastRead);
                    return;
                }

                RegisterDecoder.Fail(block, QualityReason.CommFailure, _ids, batch.At, _readings);
                batch.Note(e.Message);
            }

            Hand(block, batch);
        }

        if (asked && !answered)
            batch.Fail(QualityReason.CommFailure, batch.Detail ?? "every request was refused");
    }

    /// <summary>The device itself answered, with an exception; a gateway's "target does not answer" is not that.</summary>
    public static bool IsRefusal(ModbusException e) =>
        e.Kind == ModbusErrorKind.Exception
        && e.Code is not (ModbusExceptionCode.GatewayPathUnavailable or ModbusExceptionCode.GatewayTargetFailedToRespond);

    private bool IsDue(int i, MonotonicTime now) =>
        _plan.Blocks[i].Poll is not { } poll || _lastRead[i] is not { } last || !(now.Since(last) < poll);

    private async ValueTask ReadAsync(PlanBlock block, MonotonicTime at, CancellationToken cancellationToken)
    {
        ModbusTable table = TableOf(block.Table);
        if (block.Table.IsBits())
        {
            Memory<bool> bits = _bits.AsMemory(0, block.Count);
            await _client.ReadBitsAsync(_unit, table, block.Address, bits, cancellationToken).ConfigureAwait(false);
            RegisterDecoder.Decode(block, bits.Span, _ids, at, _readings);
        }
        else
        {
            Memory<ushort> registers = _registers.AsMemory(0, block.Count);
            await _client.ReadRegistersAsync(_unit, table, block.Address, registers, cancellationToken).ConfigureAwait(false);
            RegisterDecoder.Decode(block, registers.Span, _ids, at, _readings);
        }
    }

    private void Hand(PlanBlock block, PollBatch batch)
    {
        foreach (int point in block.Points)
            batch.Add(_readings[point]);
    }

    public static ModbusTable TableOf(RegisterTable table) => table switch
    {
        RegisterTable.Coil => ModbusTable.Coil,
        RegisterTable.DiscreteInput => ModbusTable.DiscreteInput,
        RegisterTable.HoldingRegister => ModbusTable.HoldingRegister,
        _ => ModbusTable.InputRegister,
    };

    private static int MaxCount(ReadPlan plan, bool bits) =>
        plan.Blocks.Where(b => b.Table.IsBits() == bits).Select(b => (int)b.Count).DefaultIfEmpty(0).Max();
}
