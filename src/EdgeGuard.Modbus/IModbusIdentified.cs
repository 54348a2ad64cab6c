namespace EdgeGuard.Modbus;

/// <summary>A unit that also answers function 43/14. A unit without it answers that function with IllegalFunction.</summary>
public interface IModbusIdentified
{
    /// <summary>Null: this unit has no identification.</summary>
    ModbusIdentity? Identity { get; }
}
