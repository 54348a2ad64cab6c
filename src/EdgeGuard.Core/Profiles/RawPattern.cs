using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>
/// The bits of a value before anything is made of them: <c>"0xFFFF"</c>, or a number, which may be negative for a signed type.
/// </summary>
[JsonConverter(typeof(RawPatternConverter))]
public readonly record struct RawPattern(ulong Bits, bool IsNegative)
{
    public static RawPattern Of(long number) => new(unchecked((ulong)number), number < 0);

    /// <summary>Whether a value of the type can have these bits; a negative number fits a signed type only.</summary>
    public bool Fits(RegisterType type)
    {
        if (!IsNegative)
            return Bits <= type.Mask();
        return type is RegisterType.S16 or RegisterType.S32 or RegisterType.S64
            && unchecked((long)Bits) >= -(long)(type.Mask() >> 1) - 1;
    }

    /// <summary>The pattern as it stands in registers of the type.</summary>
    public ulong In(RegisterType type) => Bits & type.Mask();

    public override string ToString() => IsNegative ? $"{unchecked((long)Bits)}" : $"0x{Bits:X4}";
}
