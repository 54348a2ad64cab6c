using System.Buffers.Binary;

namespace EdgeGuard.Core.Profiles;

/// <summary>Registers to bits and bits to numbers.</summary>
public static class RegisterWords
{
    /// <summary>1, 2 or 4 registers, each as the protocol layer gives it (first byte of the wire high), to the value's bits.</summary>
    public static ulong Assemble(ReadOnlySpan<ushort> registers, RegisterOrder order)
    {
        bool lowFirst = order is RegisterOrder.Cdab or RegisterOrder.Dcba;
        bool swapped = order is RegisterOrder.Badc or RegisterOrder.Dcba;
        ulong bits = 0;
        for (int i = 0; i < registers.Length; i++)
        {
            ushort register = registers[lowFirst ? registers.Length - 1 - i : i];
            bits = bits << 16 | (swapped ? BinaryPrimitives.ReverseEndianness(register) : register);
        }

        return bits;
    }

    /// <summary>The reverse of <see cref="Assemble"/>.</summary>
    public static void Split(ulong bits, RegisterOrder order, Span<ushort> registers)
    {
        bool lowFirst = order is RegisterOrder.Cdab or RegisterOrder.Dcba;
        bool swapped = order is RegisterOrder.Badc or RegisterOrder.Dcba;
        for (int i = 0; i < registers.Length; i++)
        {
            var register = (ushort)(bits >> (16 * i));
            registers[lowFirst ? i : registers.Length - 1 - i] = swapped ? BinaryPrimitives.ReverseEndianness(register) : register;
        }
    }

    /// <summary>False when the bits are no number of the type: a BCD digit over 9. A float may still be NaN or infinite.</summary>
    public static bool TryNumber(ulong bits, RegisterType type, out double number)
    {
        number = type switch
        {
            RegisterType.S16 => (short)bits,
            RegisterType.S32 => (int)bits,
            RegisterType.S64 => (long)bits,
            RegisterType.F32 => BitConverter.UInt32BitsToSingle((uint)bits),
            RegisterType.F64 => BitConverter.UInt64BitsToDouble(bits),
            RegisterType.Bool => bits == 0 ? 0 : 1,
            RegisterType.Sm16 => (bits & 0x8000) == 0 ? bits : 0.0 - (bits & 0x7FFF),
            RegisterType.Bcd16 or RegisterType.Bcd32 => Decimal(bits),
            _ => bits,
        };
        return number >= 0 || type is not (RegisterType.Bcd16 or RegisterType.Bcd32);
    }

    private static double Decimal(ulong bits)
    {
        double number = 0;
        for (int shift = 28; shift >= 0; shift -= 4)
        {
            ulong digit = bits >> shift & 0xF;
            if (digit > 9)
                return -1;
            number = number * 10 + digit;
        }

        return number;
    }
}
