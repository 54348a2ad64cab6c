namespace EdgeGuard.Modbus;

/// <summary>The four tables of a Modbus device (Application Protocol V1.1b3, 4.3). Coils and holding registers can be written.</summary>
public enum ModbusTable
{
    Coil,
    DiscreteInput,
    HoldingRegister,
    InputRegister,
}
