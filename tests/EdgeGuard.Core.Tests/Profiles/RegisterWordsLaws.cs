using CsCheck;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

public class RegisterWordsLaws
{
    private static readonly Gen<RegisterOrder> Orders = Gen.Int[0, 3].Select(order => (RegisterOrder)order);

    [Fact]
    public void Splitting_and_assembling_gives_back_the_bits_of_any_width_in_any_order() =>
        Gen.Select(Gen.ULong, Orders, Gen.Int[0, 2].Select(power => 1 << power)).Sample((bits, order, words) =>
        {
            ulong mask = words == 4 ? ulong.MaxValue : (1UL << (16 * words)) - 1;
            Span<ushort> registers = stackalloc ushort[words];
            RegisterWords.Split(bits & mask, order, registers);
            return RegisterWords.Assemble(registers, order) == (bits & mask);
        });

    [Fact]
    public void Every_whole_number_of_a_type_comes_back_as_itself() =>
        Gen.Select(Gen.Short, Gen.Int, Orders).Sample((small, large, order) =>
            Number(RegisterType.S16, (ushort)small, order) == small
            && Number(RegisterType.U16, (ushort)small, order) == (ushort)small
            && Number(RegisterType.S32, (uint)large, order) == large
            && Number(RegisterType.U32, (uint)large, order) == (uint)large
            && Number(RegisterType.S64, (ulong)(long)large, order) == large
            && Number(RegisterType.U64, (uint)large, order) == (uint)large);

    [Fact]
    public void Every_float_comes_back_bit_by_bit() =>
        Gen.Select(Gen.Single, Gen.Double, Orders).Sample((single, wide, order) =>
            Number(RegisterType.F32, BitConverter.SingleToUInt32Bits(single), order).Equals(single)
            && Number(RegisterType.F64, BitConverter.DoubleToUInt64Bits(wide), order).Equals(wide));

    [Fact]
    public void Every_decimal_number_comes_back_from_its_digits() =>
        Gen.Select(Gen.Int[0, 9999], Gen.Int[0, 99_999_999], Orders).Sample((small, large, order) =>
            Number(RegisterType.Bcd16, Digits(small), order) == small
            && Number(RegisterType.Bcd32, Digits(large), order) == large);

    private static double Number(RegisterType type, ulong bits, RegisterOrder order)
    {
        Span<ushort> registers = stackalloc ushort[type.Registers()];
        RegisterWords.Split(bits, order, registers);
        Assert.True(RegisterWords.TryNumber(RegisterWords.Assemble(registers, order), type, out double number));
        return number;
    }

    private static ulong Digits(int number) => Convert.ToUInt64($"{number}", 16);
}
