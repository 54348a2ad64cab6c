namespace EdgeGuard.Modbus;

/// <summary>One write request. The values are read when the request is sent, not when it is made.</summary>
public readonly struct ModbusWrite
{
    private ModbusWrite(byte function, ushort address, int count)
    {
        Function = function;
        Address = address;
        Count = count;
    }

    internal byte Function { get; }

    internal ushort Address { get; }

    internal int Count { get; }

    internal ReadOnlyMemory<bool> Bits { get; private init; }

    internal ReadOnlyMemory<ushort> Registers { get; private init; }

    /// <summary>The value of a single write, or the AND mask.</summary>
    internal ushort Value { get; private init; }

    internal ushort OrMask { get; private init; }

    internal ushort ReadAddress { get; private init; }

    internal Memory<ushort> Destination { get; private init; }

    /// <summary>Function 5.</summary>
    public static ModbusWrite Coil(ushort address, bool value) =>
        new(FunctionCode.WriteSingleCoil, address, 1) { Value = value ? (ushort)0xFF00 : (ushort)0 };

    /// <summary>Function 6.</summary>
    public static ModbusWrite Register(ushort address, ushort value) => new(FunctionCode.WriteSingleRegister, address, 1) { Value = value };

    /// <summary>Function 15.</summary>
    /// <exception cref="ArgumentException">Not 1-1968 values, or past address 65 535.</exception>
    public static ModbusWrite Coils(ushort address, ReadOnlyMemory<bool> values)
    {
        ModbusLimits.Require(address, values.Length, ModbusLimits.WriteBits, nameof(values));
        return new(FunctionCode.WriteMultipleCoils, address, values.Length) { Bits = values };
    }

    /// <summary>Function 16.</summary>
    /// <exception cref="ArgumentException">Not 1-123 values, or past address 65 535.</exception>
    public static ModbusWrite MultipleRegisters(ushort address, ReadOnlyMemory<ushort> values)
    {
        ModbusLimits.Require(address, values.Length, ModbusLimits.WriteRegisters, nameof(values));
        return new(FunctionCode.WriteMultipleRegisters, address, values.Length) { Registers = values };
    }

    /// <summary>Function 22: the register becomes (register AND andMask) OR (orMask AND NOT andMask).</summary>
    public static ModbusWrite Mask(ushort address, ushort andMask, ushort orMask) =>
        new(FunctionCode.MaskWriteRegister, address, 1) { Value = andMask, OrMask = orMask };

    /// <summary>Function 23: writes holding registers, then reads as many as the destination is long, in one transaction.</summary>
    /// <exception cref="ArgumentException">Not 1-121 values, not 1-125 to read, or past address 65 535.</exception>
    public static ModbusWrite ThenRead(ushort address, ReadOnlyMemory<ushort> values, ushort readAddress, Memory<ushort> destination)
    {
        ModbusLimits.Require(address, values.Length, ModbusLimits.ReadWriteWriteRegisters, nameof(values));
        ModbusLimits.Require(readAddress, destination.Length, ModbusLimits.ReadRegisters, nameof(destination));
        return new(FunctionCode.ReadWriteMultipleRegisters, address, values.Length)
        {
            Registers = values,
            ReadAddress = readAddress,
            Destination = destination,
        };
    }
}
