namespace EdgeGuard.Modbus;

/// <summary>Function codes of Application Protocol V1.1b3, 6.</summary>
internal static class FunctionCode
{
    public const byte ReadCoils = 1;
    public const byte ReadDiscreteInputs = 2;
    public const byte ReadHoldingRegisters = 3;
    public const byte ReadInputRegisters = 4;
    public const byte WriteSingleCoil = 5;
    public const byte WriteSingleRegister = 6;
    public const byte WriteMultipleCoils = 15;
    public const byte WriteMultipleRegisters = 16;
    public const byte MaskWriteRegister = 22;
    public const byte ReadWriteMultipleRegisters = 23;
    public const byte EncapsulatedInterface = 43;

    /// <summary>The MEI type of "read device identification" inside function 43.</summary>
    public const byte DeviceIdentification = 14;

    /// <summary>Set in the function code of an answer that is an exception.</summary>
    public const byte ExceptionFlag = 0x80;

    public static byte ForRead(ModbusTable table) => table switch
    {
        ModbusTable.Coil => ReadCoils,
        ModbusTable.DiscreteInput => ReadDiscreteInputs,
        ModbusTable.HoldingRegister => ReadHoldingRegisters,
        ModbusTable.InputRegister => ReadInputRegisters,
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "Not a Modbus table."),
    };

    public static ModbusTable TableOf(byte function) => function switch
    {
        ReadCoils => ModbusTable.Coil,
        ReadDiscreteInputs => ModbusTable.DiscreteInput,
        ReadInputRegisters => ModbusTable.InputRegister,
        _ => ModbusTable.HoldingRegister,
    };
}
