using EdgeGuard.Simulator.Board;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Simulator.Tests.Board;

public class VirtualSht3xTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0xBEEF, 0x92)]
    [InlineData(0x0000, 0x81)]
    [InlineData(0x8010, 0xE1)]
    public void Its_checksum_is_the_datasheets(int word, int checksum) =>
        Assert.Equal(checksum, VirtualSht3x.Checksum((ushort)word));

    [Fact]
    public void A_single_shot_gives_temperature_and_humidity_words()
    {
        VirtualSht3x chip = Chip(25, 50);
        Assert.True(chip.Write([0x24, 0x00]));
        _time.Advance(TimeSpan.FromMilliseconds(15.5));
        byte[] answer = new byte[6];
        Assert.True(chip.Read(answer));
        // 25 degC is (25+45)/175 of 65535 = 0x6666; 50 %RH is half of 65535, rounded to the even 0x8000.
        Assert.Equal([0x66, 0x66, 0x93, 0x80, 0x00, 0xA2], answer);
    }

    [Fact]
    public void It_does_not_acknowledge_a_read_that_comes_too_early_or_twice()
    {
        VirtualSht3x chip = Chip(25, 50);
        byte[] answer = new byte[6];
        Assert.False(chip.Read(answer));
        chip.Write([0x24, 0x00]);
        _time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.False(chip.Read(answer));
        _time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.True(chip.Read(answer));
        Assert.False(chip.Read(answer));
    }

    [Fact]
    public void A_reset_forgets_the_measurement_and_restores_the_status()
    {
        VirtualSht3x chip = Chip(25, 50);
        chip.Write([0x30, 0x6D]);
        chip.Write([0x30, 0x41]);
        Assert.Equal(0x2000, Status(chip));
        chip.Write([0x24, 0x00]);
        Assert.True(chip.Write([0x30, 0xA2]));
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.False(chip.Read(new byte[6]));
        Assert.Equal(0x8010, Status(chip));
    }

    [Fact]
    public void An_unknown_command_is_refused_and_marked_in_the_status()
    {
        VirtualSht3x chip = Chip(25, 50);
        Assert.False(chip.Write([0x12, 0x34]));
        Assert.Equal(0x8012, Status(chip));
        Assert.Equal(0x8010, Status(chip));
    }

    [Fact]
    public void Corrupted_checksums_leave_the_words_as_they_are()
    {
        VirtualSht3x chip = Chip(25, 50);
        chip.CorruptsChecksums = true;
        chip.Write([0x2C, 0x06]);
        byte[] answer = new byte[6];
        Assert.True(chip.Read(answer));
        Assert.Equal([0x66, 0x66], answer[..2]);
        Assert.NotEqual(0x93, answer[2]);
    }

    private VirtualSht3x Chip(double temperature, double humidity) => new(() => (temperature, humidity), _time);

    private static int Status(VirtualSht3x chip)
    {
        Assert.True(chip.Write([0xF3, 0x2D]));
        byte[] answer = new byte[3];
        Assert.True(chip.Read(answer));
        Assert.Equal(VirtualSht3x.Checksum((ushort)(answer[0] << 8 | answer[1])), answer[2]);
        return answer[0] << 8 | answer[1];
    }
}
