namespace EdgeGuard.Core.Profiles;

/// <summary>What follows from a table or a type alone.</summary>
public static class RegisterTypes
{
    public static bool IsBits(this RegisterTable table) => table is RegisterTable.Coil or RegisterTable.DiscreteInput;

    /// <summary>Registers a value takes: 1, 2 or 4.</summary>
    public static int Registers(this RegisterType type) => type switch
    {
        RegisterType.U32 or RegisterType.S32 or RegisterType.F32 or RegisterType.Bcd32 => 2,
        RegisterType.U64 or RegisterType.S64 or RegisterType.F64 => 4,
        _ => 1,
    };

    public static bool IsFloat(this RegisterType type) => type is RegisterType.F32 or RegisterType.F64;

    /// <summary>All the bits a value of the type has.</summary>
    public static ulong Mask(this RegisterType type) => type.Registers() switch
    {
        1 => 0xFFFF,
        2 => 0xFFFF_FFFF,
        _ => ulong.MaxValue,
    };
}
