using System.Device.I2c;

namespace EdgeGuard.Simulator.Board;

/// <summary>A handle on one address of the virtual board, as /dev/i2c-N gives it: a missing chip shows at the first transfer.</summary>
internal sealed class VirtualI2cDevice(VirtualI2cBus bus, int adapter, int address) : I2cDevice
{
    private bool _disposed;

    public override I2cConnectionSettings ConnectionSettings { get; } = new(adapter, address);

    public override void Read(Span<byte> buffer) => Transfer([], buffer);

    public override void Write(ReadOnlySpan<byte> buffer) => Transfer(buffer, []);

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => Transfer(writeBuffer, readBuffer);

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }

    private void Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        bus.Transfer(adapter, address, write, read);
    }
}
