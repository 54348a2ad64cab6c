using CsCheck;
using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Tests.Sensors;

public class Crc8Tests
{
    [Fact]
    public void The_datasheets_example_BEEF_gives_92() => Assert.Equal(0x92, Crc8.Compute([0xBE, 0xEF]));

    [Fact]
    public void Every_wrong_bit_and_every_two_wrong_bits_of_a_word_and_its_crc_are_detected() =>
        Gen.UShort.Sample(word =>
        {
            for (int first = 0; first < 24; first++)
            {
                for (int second = first; second < 24; second++)
                {
                    byte[] data = [(byte)(word >> 8), (byte)word, 0];
                    data[2] = Crc8.Compute(data.AsSpan(0, 2));
                    Assert.True(Crc8.IsWord(data));
                    data[first / 8] ^= (byte)(1 << (first % 8));
                    if (second != first)
                        data[second / 8] ^= (byte)(1 << (second % 8));
                    Assert.False(Crc8.IsWord(data), $"bits {first} and {second} of {word:X4}");
                }
            }
        });
}
