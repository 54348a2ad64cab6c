namespace EdgeGuard.Modbus;

/// <summary>What a request is about, for its messages.</summary>
internal readonly record struct ModbusTarget(byte Unit, byte Function, ushort Address, int Count)
{
    /// <summary>Asking once more changes nothing in the device.</summary>
    public bool IsRead => Function is >= FunctionCode.ReadCoils and <= FunctionCode.ReadInputRegisters or FunctionCode.EncapsulatedInterface;

    public override string ToString() => Function switch
    {
        FunctionCode.EncapsulatedInterface => $"unit {Unit}, device identification from object {Address} (function 43/14)",
        FunctionCode.ReadCoils => Items("coils"),
        FunctionCode.ReadDiscreteInputs => Items("discrete inputs"),
        FunctionCode.ReadInputRegisters => Items("input registers"),
        FunctionCode.WriteSingleCoil or FunctionCode.WriteMultipleCoils => Items("writing coils"),
        FunctionCode.ReadHoldingRegisters => Items("holding registers"),
        _ => Items("writing holding registers"),
    };

    private string Items(string what) => $"unit {Unit}, {what}, {Count} from address {Address} (function {Function})";
}
