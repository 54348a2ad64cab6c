namespace EdgeGuard.Modbus;

/// <summary>
/// One device as a server sees it. Called from several connections at once, so an implementation is thread-safe.
/// Addresses are those on the wire, from 0. The server has already checked the limits of the specification and that
/// address plus count stays within 65 536. An implementation does not throw: it answers with a code.
/// </summary>
public interface IModbusUnit
{
    /// <summary>Fills <paramref name="values"/> from coils or discrete inputs; its length is the count asked for, 1-2000.</summary>
    ModbusExceptionCode ReadBits(ModbusTable table, ushort address, Span<bool> values);

    /// <summary>Fills <paramref name="values"/> from holding or input registers; its length is the count asked for, 1-125.</summary>
    ModbusExceptionCode ReadRegisters(ModbusTable table, ushort address, Span<ushort> values);

    /// <summary>Writes coils, all or none.</summary>
    ModbusExceptionCode WriteBits(ushort address, ReadOnlySpan<bool> values);

    /// <summary>Writes holding registers, all or none.</summary>
    ModbusExceptionCode WriteRegisters(ushort address, ReadOnlySpan<ushort> values);
}
