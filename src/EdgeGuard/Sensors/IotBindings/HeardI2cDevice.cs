using System.Device.I2c;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// A chip whose last answer is kept. A binding gives only the value that it made of it, and a broken element shows in the bytes: their ends
/// of the scale are gone once a value was cropped.
/// </summary>
/// <param name="device">Owned from here on.</param>
internal sealed class HeardI2cDevice(I2cDevice device) : I2cDevice
{
    private byte[] _heard = [];

    public override I2cConnectionSettings ConnectionSettings => device.ConnectionSettings;

    public ReadOnlySpan<byte> Heard => _heard;

    public override void Read(Span<byte> buffer)
    {
        device.Read(buffer);
        Keep(buffer);
    }

    public override void Write(ReadOnlySpan<byte> buffer) => device.Write(buffer);

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        device.WriteRead(writeBuffer, readBuffer);
        Keep(readBuffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            device.Dispose();
        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> answer)
    {
        if (_heard.Length != answer.Length)
            _heard = new byte[answer.Length];
        answer.CopyTo(_heard);
    }
}
