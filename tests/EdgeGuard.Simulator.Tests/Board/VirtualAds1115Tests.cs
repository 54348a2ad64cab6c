using EdgeGuard.Simulator.Board;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Simulator.Tests.Board;

public class VirtualAds1115Tests
{
    private readonly FakeTimeProvider _time = new();
    private readonly double[] _volts = [0.6, 3.0, -0.1, 9.0];

    [Fact]
    public void It_wakes_with_the_datasheets_registers()
    {
        VirtualAds1115 chip = Chip();
        Assert.Equal(0x8583, Read(chip, 1));
        Assert.Equal(0x8000, Read(chip, 2));
        Assert.Equal(0x7FFF, Read(chip, 3));
    }

    [Theory]
    [InlineData(0xC383, 4800)]
    [InlineData(0xD383, 24000)]
    [InlineData(0xE383, -800)]
    [InlineData(0xF383, 32767)]
    [InlineData(0xC583, 9600)]
    [InlineData(0x8383, -19200)]
    public void A_single_shot_converts_the_chosen_input_in_the_chosen_range(int config, int expected)
    {
        // 0xC383: start, AIN0 to ground, 4.096 V (125 µV a step), single shot, 128 samples a second.
        VirtualAds1115 chip = Chip();
        chip.Write([1, (byte)(config >> 8), (byte)config]);
        Assert.Equal(config & 0x7FFF, Read(chip, 1));
        _time.Advance(TimeSpan.FromMilliseconds(8.7));
        Assert.Equal(config, Read(chip, 1));
        Assert.Equal(expected, (short)Read(chip, 0));
    }

    [Fact]
    public void The_old_result_stands_until_the_conversion_ends()
    {
        VirtualAds1115 chip = Chip();
        chip.Write([1, 0xC3, 0x83]);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal(4800, Read(chip, 0));
        chip.Write([1, 0xD3, 0x83]);
        _time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(4800, Read(chip, 0));
        _time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(24000, Read(chip, 0));
    }

    [Fact]
    public void In_continuous_mode_every_read_is_fresh()
    {
        VirtualAds1115 chip = Chip();
        chip.Write([1, 0x42, 0x83]);
        Assert.Equal(4800, Read(chip, 0));
        _volts[0] = 1.2;
        Assert.Equal(9600, Read(chip, 0));
    }

    private VirtualAds1115 Chip() => new(i => _volts[i], _time);

    private static int Read(VirtualAds1115 chip, byte register)
    {
        byte[] bytes = new byte[2];
        Assert.True(chip.Write([register]));
        Assert.True(chip.Read(bytes));
        return bytes[0] << 8 | bytes[1];
    }
}
