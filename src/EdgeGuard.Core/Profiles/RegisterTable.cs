using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>The four tables of the Modbus application protocol V1.1b3, section 4.3, and the function code that reads each.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RegisterTable>))]
public enum RegisterTable : byte
{
    /// <summary>16 bits, read with function 3. The default: most devices have nothing else.</summary>
    HoldingRegister,

    /// <summary>16 bits, read with function 4.</summary>
    InputRegister,

    /// <summary>1 bit, read with function 1.</summary>
    Coil,

    /// <summary>1 bit, read with function 2.</summary>
    DiscreteInput,
}
