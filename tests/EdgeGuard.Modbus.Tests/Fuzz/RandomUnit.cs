namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>Answers everything with noise and counts what it was asked.</summary>
internal sealed class RandomUnit(Random random) : IModbusUnit
{
    public long Asked { get; private set; }

    public ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> values)
    {
        foreach (ref var value in values)
        {
            value = random.Next(2) == 0;
        }

        return Count();
    }

    public ModbusExceptionCode ReadRegisters(ModbusTable table, ushort address, Span<ushort> values)
    {
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values));
        return Count();
    }

    public ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values) => Count();

    public ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values) => Count();

    private ModbusExceptionCode Count()
    {
        Asked++;
        return ModbusExceptionCode.None;
    }
}
