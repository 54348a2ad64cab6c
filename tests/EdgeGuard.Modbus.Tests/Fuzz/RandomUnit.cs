namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>Answers everything with noise and counts what it was asked.</summary>
internal sealed class RandomUnit(Random random) : IModbusUnit
{
    /// <summary>By marked requests.</summary>
    public long Asked { get; private set; }

    /// <summary>By others.</summary>
    public long AskedWrongly { get; private set; }

    public ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> values)
    {
        foreach (ref var value in values)
        {
            value = random.Next(2) == 0;
        }

        return Count(address);
    }

    public ModbusExceptionCode ReadRegisters(ModbusTable table, ushort address, Span<ushort> values)
    {
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values));
        return Count(address);
    }

    public ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values) => Count(address);

    public ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values) => Count(address);

    private ModbusExceptionCode Count(ushort address)
    {
        if (RandomRequest.IsMarked(address))
        {
            Asked++;
        }
        else
        {
            AskedWrongly++;
        }

        return ModbusExceptionCode.None;
    }
}
