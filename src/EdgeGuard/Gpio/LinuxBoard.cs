using System.Device.Gpio;
using System.Device.I2c;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>The Linux machine the gateway runs on.</summary>
internal sealed class LinuxBoard : IBoard
{
    public I2cDevice OpenI2c(int adapter, int address) => new LinuxI2cDevice(adapter, address);

    // The kernel's filter stays off: it would hide a lost edge from the reconciling poll.
    public GpioController OpenGpio(string? chipLabel) => new(new CharDevGpioDriver(chipLabel, "/dev", debounce: TimeSpan.Zero));

    public Stream OpenSerial(BusConfig bus) => SerialPortStream.Open(bus);
}
