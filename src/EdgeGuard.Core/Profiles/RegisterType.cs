using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>How the bits of one or more registers make a number.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RegisterType>))]
public enum RegisterType : byte
{
    U16,
    S16,
    U32,
    S32,
    U64,
    S64,

    /// <summary>IEEE 754 binary32.</summary>
    F32,

    /// <summary>IEEE 754 binary64.</summary>
    F64,

    /// <summary>0 or 1: a coil, a discrete input, or a register that is not 0.</summary>
    Bool,

    /// <summary>Four decimal digits, one in four bits.</summary>
    Bcd16,

    /// <summary>Eight decimal digits, one in four bits.</summary>
    Bcd32,

    /// <summary>Sign and magnitude: the highest bit is the sign, the other 15 are the number; 0x8548 is -1352.</summary>
    Sm16,
}
