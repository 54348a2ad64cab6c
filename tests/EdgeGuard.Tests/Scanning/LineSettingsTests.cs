using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Scanning;

namespace EdgeGuard.Gateway.Tests.Scanning;

public class LineSettingsTests
{
    [Theory]
    [InlineData("9600", 9600, SerialParity.None, 1, "9600 8N1")]
    [InlineData("19200e", 19200, SerialParity.Even, 1, "19200 8E1")]
    [InlineData("2400O", 2400, SerialParity.Odd, 1, "2400 8O1")]
    [InlineData("115200n2", 115200, SerialParity.None, 2, "115200 8N2")]
    [InlineData("4800 2", 0, SerialParity.None, 0, null)]
    [InlineData("96002e", 96002, SerialParity.Even, 1, "96002 8E1")]
    [InlineData("e", 0, SerialParity.None, 0, null)]
    [InlineData("9600x", 0, SerialParity.None, 0, null)]
    [InlineData("9600e3", 0, SerialParity.None, 0, null)]
    [InlineData("50", 0, SerialParity.None, 0, null)]
    [InlineData("99999999999", 0, SerialParity.None, 0, null)]
    [InlineData("", 0, SerialParity.None, 0, null)]
    public void Settings_of_a_line_are_written_in_short(string text, int baud, SerialParity parity, int stopBits, string? told)
    {
        Assert.Equal(told is not null, LineSettings.TryParse(text, out LineSettings settings));
        Assert.Equal(new LineSettings(baud, parity, stopBits), settings);
        Assert.Equal(told ?? settings.ToString(), settings.ToString());
    }

    [Fact]
    public void They_take_the_place_of_those_that_are_configured()
    {
        var bus = new BusConfig { Kind = BusKind.ModbusRtu, Path = "/dev/x", Rs485 = Rs485Direction.Kernel };

        BusConfig other = new LineSettings(19200, SerialParity.Even, 2).On(bus);

        Assert.Equal(bus with { Baud = 19200, Parity = SerialParity.Even, StopBits = 2 }, other);
    }
}
