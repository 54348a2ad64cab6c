using System.Device.I2c;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// The machine the gateway runs on: Linux, or the virtual room. The caller disposes what it opened.
/// </summary>
internal interface IBoard
{
    /// <summary>A chip at <paramref name="address"/> (7 bit) on /dev/i2c-<paramref name="adapter"/>. Never fails: a missing
    /// adapter or chip is an <see cref="IOException"/> of the first transfer, and of every later one until it is there; of an adapter
    /// that cannot be used at all it is an <see cref="AdapterUnusableException"/>.</summary>
    I2cDevice OpenI2c(int adapter, int address);

    /// <summary>The lines of one GPIO chip, numbered by their offsets.</summary>
    /// <param name="chipLabel">The chip's label; null takes the header's chip of a known Pi.</param>
    /// <exception cref="IOException">No such chip, or no right to open it; the message says which labels there are.</exception>
    BoardGpio OpenGpio(string? chipLabel);

    /// <summary>The serial port of <see cref="BusConfig.Path"/>, raw, for this process alone.</summary>
    /// <exception cref="IOException">It is missing, in use, or cannot do what is configured; the message names the path.</exception>
    Stream OpenSerial(BusConfig bus);

    /// <summary>What hangs on 1-Wire.</summary>
    IOneWire OneWire { get; }
}
