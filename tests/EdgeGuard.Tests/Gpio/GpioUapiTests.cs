using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Tests.Gpio;

/// <summary>The figures are what a C compiler says of linux/gpio.h and asm/termbits.h, the same on x64 and arm64.</summary>
public class GpioUapiTests
{
    [Fact]
    public void Structures_have_the_kernels_sizes()
    {
        Assert.Equal(68, Unsafe.SizeOf<GpioUapi.ChipInfo>());
        Assert.Equal(16, Unsafe.SizeOf<GpioUapi.LineValues>());
        Assert.Equal(16, Unsafe.SizeOf<GpioUapi.LineAttribute>());
        Assert.Equal(24, Unsafe.SizeOf<GpioUapi.LineConfigAttribute>());
        Assert.Equal(272, Unsafe.SizeOf<GpioUapi.LineConfig>());
        Assert.Equal(592, Unsafe.SizeOf<GpioUapi.LineRequest>());
        Assert.Equal(256, Unsafe.SizeOf<GpioUapi.LineInfo>());
        Assert.Equal(48, Unsafe.SizeOf<GpioUapi.LineEvent>());
        Assert.Equal(44, Unsafe.SizeOf<Termios.Settings>());
        Assert.Equal(32, Unsafe.SizeOf<Termios.Rs485Settings>());
        Assert.Equal(8, Unsafe.SizeOf<Libc.PollFd>());
    }

    [Fact]
    public void Members_have_the_kernels_offsets()
    {
        Assert.Equal([32, 64], Offsets<GpioUapi.ChipInfo>("Label", "Lines"));
        Assert.Equal([256, 288, 560, 564, 588], Offsets<GpioUapi.LineRequest>("Consumer", "Config", "LineCount", "EventBufferSize", "Fd"));
        Assert.Equal([8, 32], Offsets<GpioUapi.LineConfig>("AttributeCount", "Attributes"));
        Assert.Equal([16], Offsets<GpioUapi.LineConfigAttribute>("Mask"));
        Assert.Equal([8], Offsets<GpioUapi.LineAttribute>("Value"));
        Assert.Equal([32, 64, 68, 72, 80], Offsets<GpioUapi.LineInfo>("Consumer", "Offset", "AttributeCount", "Flags", "Attributes"));
        Assert.Equal([8, 12, 16, 20], Offsets<GpioUapi.LineEvent>("Id", "Offset", "Sequence", "LineSequence"));
        Assert.Equal([16, 17, 36, 40], Offsets<Termios.Settings>("LineDiscipline", "Characters", "InputSpeed", "OutputSpeed"));
    }

    [Fact]
    public void Requests_carry_the_size_of_what_they_pass()
    {
        Assert.Equal(GpioUapi.GetChipInfo, Request(2, 0x01, Unsafe.SizeOf<GpioUapi.ChipInfo>()));
        Assert.Equal(GpioUapi.GetLineInfo, Request(3, 0x05, Unsafe.SizeOf<GpioUapi.LineInfo>()));
        Assert.Equal(GpioUapi.GetLine, Request(3, 0x07, Unsafe.SizeOf<GpioUapi.LineRequest>()));
        Assert.Equal(GpioUapi.SetConfig, Request(3, 0x0D, Unsafe.SizeOf<GpioUapi.LineConfig>()));
        Assert.Equal(GpioUapi.GetValues, Request(3, 0x0E, Unsafe.SizeOf<GpioUapi.LineValues>()));
        Assert.Equal(GpioUapi.SetValues, Request(3, 0x0F, Unsafe.SizeOf<GpioUapi.LineValues>()));
    }

    [Fact]
    public void A_missing_chip_is_told_with_its_label()
    {
        string empty = Directory.CreateTempSubdirectory("edgeguard-gpio").FullName;
        try
        {
            IOException missing = Assert.Throws<IOException>(() => GpioChip.Open("pinctrl-rp1", empty));
            Assert.Contains("'pinctrl-rp1'", missing.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(empty);
        }
    }

    private static int[] Offsets<T>(params string[] members) =>
        [.. members.Select(m => (int)Marshal.OffsetOf<T>(m))];

    /// <summary>_IOC of asm-generic/ioctl.h: direction (2 read, 3 both), size, type 0xB4, number.</summary>
    private static uint Request(uint direction, uint number, int size) => direction << 30 | (uint)size << 16 | 0xB4 << 8 | number;
}
