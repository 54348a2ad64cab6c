using EdgeGuard.Modbus;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Devices;

/// <summary>
/// A device whose registers are computed from the room at the moment of the request; one request sees one moment.
/// It only tells: writing, coils and the other table of registers are an illegal function, an address it does not have is an illegal address.
/// </summary>
internal abstract class RoomUnit(ModbusTable table, Func<RoomState> room, ModbusIdentity identity) : IModbusUnit, IModbusIdentified
{
    public ModbusIdentity? Identity => identity;

    public ModbusExceptionCode ReadRegisters(ModbusTable asked, ushort address, Span<ushort> values)
    {
        if (asked != table)
            return ModbusExceptionCode.IllegalFunction;
        RoomState now = room();
        for (int i = 0; i < values.Length; i++)
        {
            if (Register(now, address + i) is not { } value)
                return ModbusExceptionCode.IllegalDataAddress;
            values[i] = value;
        }

        return ModbusExceptionCode.None;
    }

    public ModbusExceptionCode ReadBits(ModbusTable asked, ushort address, Span<bool> values) => ModbusExceptionCode.IllegalFunction;

    public ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values) => ModbusExceptionCode.IllegalFunction;

    public ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values) => ModbusExceptionCode.IllegalFunction;

    /// <summary>Null: there is no such register.</summary>
    protected abstract ushort? Register(RoomState room, int address);

    /// <summary>Fixed point, unsigned, rounded and held inside the register.</summary>
    protected static ushort Scaled(double value, double perUnit) => (ushort)Math.Clamp(Math.Round(value * perUnit), 0, ushort.MaxValue);

    /// <summary>Fixed point, two's complement.</summary>
    protected static ushort Signed(double value, double perUnit) =>
        (ushort)(short)Math.Clamp(Math.Round(value * perUnit), short.MinValue, short.MaxValue);

    /// <summary>One word of a 32-bit number, 0 the high one.</summary>
    protected static ushort Word(uint value, int index) => (ushort)(index == 0 ? value >> 16 : value & 0xFFFF);

    /// <summary>One word of a single-precision number, 0 the high one.</summary>
    protected static ushort Word(float value, int index) => Word(BitConverter.SingleToUInt32Bits(value), index);
}
