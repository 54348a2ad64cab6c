using System.Device.I2c;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// A chip on /dev/i2c-N. Opened with the first transfer and again after a failed one, so that an adapter that comes back
/// needs no restart; what goes wrong is always an <see cref="IOException"/> that names chip and adapter.
/// </summary>
internal sealed class LinuxI2cDevice(int adapter, int address) : I2cDevice
{
    private I2cDevice? _device;

    private delegate void Transfer<TState>(I2cDevice device, TState state)
        where TState : allows ref struct;

    public override I2cConnectionSettings ConnectionSettings { get; } = new(adapter, address);

    public override void Read(Span<byte> buffer) => Do(buffer, static (device, buffer) => device.Read(buffer));

    public override void Write(ReadOnlySpan<byte> buffer) => Do(buffer, static (device, buffer) => device.Write(buffer));

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) =>
        Do(new Both(writeBuffer, readBuffer), static (device, both) => device.WriteRead(both.Out, both.In));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Drop();
        base.Dispose(disposing);
    }

    private void Do<TState>(TState state, Transfer<TState> transfer)
        where TState : allows ref struct
    {
        try
        {
            transfer(_device ??= Create(new I2cConnectionSettings(adapter, address)), state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            Drop();
            string chip = $"I2C chip 0x{address:X2} on /dev/i2c-{adapter}: ";
            throw WhyNone(e) is { } none ? new AdapterUnusableException(chip + none, e) : new IOException(chip + e.Message, e);
        }
    }

    /// <summary>Why no chip of this adapter can be reached; null: it is this one that did not answer.</summary>
    private string? WhyNone(Exception e) => !File.Exists($"/dev/i2c-{adapter}")
        ? "there is no such adapter (is I2C enabled, on a Pi dtparam=i2c_arm=on, and the module i2c-dev loaded?)"
        : e is UnauthorizedAccessException || e.Message.Contains("Error 13", StringComparison.Ordinal)
            ? "permission denied (add the user to group i2c)"
            : null;

    private void Drop()
    {
        _device?.Dispose();
        _device = null;
    }

    private readonly ref struct Both(ReadOnlySpan<byte> output, Span<byte> input)
    {
        public ReadOnlySpan<byte> Out { get; } = output;

        public Span<byte> In { get; } = input;
    }
}
