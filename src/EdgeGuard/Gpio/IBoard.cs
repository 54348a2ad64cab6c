using System.Device.Gpio;
using System.Device.I2c;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// The machine the gateway runs on: Linux, or the virtual room. The caller disposes what it opened.
/// </summary>
internal interface IBoard
{
    /// <summary>A chip at <paramref name="address"/> (7 bit) on /dev/i2c-<paramref name="adapter"/>. Never fails: a missing
    /// adapter or chip is an <see cref="IOException"/> of the first transfer, and of every later one until it is there.</summary>
    I2cDevice OpenI2c(int adapter, int address);

    /// <summary>The lines of one GPIO chip, numbered by their offsets.</summary>
    /// <param name="chipLabel">The chip's label; null takes the header's chip of a known Pi.</param>
    /// <exception cref="IOException">No such chip, or no right to open it; the message says which labels there are.</exception>
    GpioController OpenGpio(string? chipLabel);

    /// <summary>The serial port of <see cref="BusConfig.Path"/>, raw, for this process alone.</summary>
    /// <exception cref="IOException">It is missing, in use, or cannot do what is configured; the message names the path.</exception>
    Stream OpenSerial(BusConfig bus);

    /// <summary>What the kernel's 1-Wire master reads from a DS18B20, as its <c>w1_slave</c> file says it. Takes up to 750 ms.</summary>
    /// <param name="rom">The chip's ROM code, <c>28-0316a2795bff</c>.</param>
    /// <exception cref="IOException">No such chip, or it did not answer.</exception>
    string ReadOneWire(string rom);
}
