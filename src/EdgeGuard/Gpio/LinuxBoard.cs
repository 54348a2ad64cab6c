using System.Device.Gpio;
using System.Device.I2c;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>The Linux machine the gateway runs on.</summary>
/// <param name="oneWire">Where the kernel lists what hangs on 1-Wire; null: its own place.</param>
internal sealed class LinuxBoard(string? oneWire = null) : IBoard
{
    private readonly string _oneWire = oneWire ?? "/sys/bus/w1/devices";

    public I2cDevice OpenI2c(int adapter, int address) => new LinuxI2cDevice(adapter, address);

    // The kernel's filter stays off: it would hide a lost edge from the reconciling poll.
    public GpioController OpenGpio(string? chipLabel) => new(new CharDevGpioDriver(chipLabel, "/dev", debounce: TimeSpan.Zero));

    public Stream OpenSerial(BusConfig bus) => SerialPortStream.Open(bus);

    public string ReadOneWire(string rom)
    {
        string chip = Path.Combine(_oneWire, rom);
        if (!Directory.Exists(_oneWire))
            throw new IOException($"There is no 1-Wire master ({_oneWire}; on a Pi dtoverlay=w1-gpio).");
        return Directory.Exists(chip)
            ? File.ReadAllText(Path.Combine(chip, "w1_slave"))
            : throw new IOException($"No 1-Wire chip {rom} in {_oneWire}.");
    }
}
