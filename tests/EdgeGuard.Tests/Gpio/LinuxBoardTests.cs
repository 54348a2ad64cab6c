using System.Device.I2c;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Tests.Gpio;

public class LinuxBoardTests
{
    private readonly LinuxBoard _board = new();

    [Fact]
    public void A_missing_i2c_adapter_is_an_error_of_every_transfer_and_not_of_opening()
    {
        using I2cDevice chip = _board.OpenI2c(9797, 0x44);

        for (int attempt = 0; attempt < 2; attempt++)
        {
            IOException missing = Assert.ThrowsAny<IOException>(() => chip.ReadByte());
            Assert.Contains("/dev/i2c-9797", missing.Message, StringComparison.Ordinal);
            Assert.Contains("no such adapter", missing.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_gpio_chip_is_told_by_its_label()
    {
        IOException missing = Assert.ThrowsAny<IOException>(() => _board.OpenGpio("no-such-label"));

        Assert.Contains("no-such-label", missing.Message, StringComparison.Ordinal);
    }
}
