using System.Device.I2c;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>The Linux machine the gateway runs on.</summary>
/// <param name="oneWire">Where the kernel lists what hangs on 1-Wire; null: its own place.</param>
internal sealed class LinuxBoard(string? oneWire = null) : IBoard
{
    public IOneWire OneWire { get; } = new LinuxOneWire(oneWire ?? "/sys/bus/w1/devices");

    public I2cDevice OpenI2c(int adapter, int address) => new LinuxI2cDevice(adapter, address);

    public BoardGpio OpenGpio(string? chipLabel)
    {
        // The kernel's filter stays off: it would hide a lost edge from the reconciling poll.
        var driver = new CharDevGpioDriver(chipLabel, "/dev", debounce: TimeSpan.Zero);
        return new BoardGpio(driver, driver.Label, driver.Survey);
    }

    public Stream OpenSerial(BusConfig bus) => SerialPortStream.Open(bus);
}
