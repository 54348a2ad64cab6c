using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// RTS as the direction of an RS-485 driver, switched by us round every write: for ports whose driver knows no TIOCSRS485. After the
/// last bit the line is given up as soon as the driver says so, which a USB adapter says a little early: rtsAfter is for that.
/// </summary>
/// <param name="setRts">Switches the line on or off; false when the port cannot.</param>
/// <param name="pause">Blocks the thread, which is the bus's own, for whole milliseconds.</param>
internal sealed class RtsDirection(BusConfig bus, Func<bool, bool> setRts, Action<TimeSpan> pause)
{
    /// <exception cref="IOException">The port has no RTS, or is gone.</exception>
    public void Listen() => Set(bus.RtsInverted);

    /// <summary>Sends by <paramref name="write"/>, which returns when the last bit is out, and listens again whatever happens.</summary>
    /// <exception cref="IOException">The port is gone.</exception>
    public void Send(ReadOnlySpan<byte> frame, FrameWriter write, CancellationToken cancellationToken)
    {
        Set(!bus.RtsInverted);
        try
        {
            Wait(bus.RtsBefore);
            write(frame, cancellationToken);
            Wait(bus.RtsAfter);
        }
        finally
        {
            Listen();
        }
    }

    private void Wait(TimeSpan span)
    {
        if (span > TimeSpan.Zero)
            pause(span);
    }

    private void Set(bool on)
    {
        if (!setRts(on))
            throw new IOException($"Serial port {bus.Path}: RTS cannot be switched ({LinuxError.Last()}); an adapter that switches by itself needs no rs485.");
    }
}
