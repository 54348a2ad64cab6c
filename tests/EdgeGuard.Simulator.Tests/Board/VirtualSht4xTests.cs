using EdgeGuard.Simulator.Board;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Simulator.Tests.Board;

public class VirtualSht4xTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly VirtualSht4x _chip;

    public VirtualSht4xTests() => _chip = new VirtualSht4x(() => (25, 50), 0xBEEF_0000, _time);

    [Fact]
    public void A_measurement_is_there_when_its_time_is_over_and_only_once()
    {
        byte[] answer = new byte[6];
        Assert.True(_chip.Write([0xFD]));
        Assert.False(_chip.Read(answer));
        _time.Advance(TimeSpan.FromMilliseconds(8.3));
        Assert.True(_chip.Read(answer));
        // (25 + 45) / 175 and (50 + 6) / 125 of 65535.
        Assert.Equal([0x66, 0x66, 0x93, 0x72, 0xB0], answer[..5]);
        Assert.False(_chip.Read(answer));
    }

    [Fact]
    public void The_serial_number_comes_with_the_datasheets_checksums()
    {
        byte[] answer = new byte[6];
        _chip.Write([0x89]);
        Assert.True(_chip.Read(answer));
        Assert.Equal([0xBE, 0xEF, 0x92, 0x00, 0x00, 0x81], answer);
    }

    [Fact]
    public void A_command_of_an_SHT3x_is_refused() => Assert.False(_chip.Write([0x24, 0x00]));
}
