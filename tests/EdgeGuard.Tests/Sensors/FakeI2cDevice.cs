using System.Device.I2c;

namespace EdgeGuard.Gateway.Tests.Sensors;

/// <summary>A chip that answers by the functions it is given.</summary>
internal sealed class FakeI2cDevice : I2cDevice
{
    public Action<byte[]> OnWrite { get; set; } = _ => { };

    public Func<byte[], int, byte[]> OnRead { get; set; } = (_, count) => new byte[count];

    public List<byte[]> Written { get; } = [];

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x44);

    public override void Read(Span<byte> buffer) => OnRead([], buffer.Length).CopyTo(buffer);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Written.Add(buffer.ToArray());
        OnWrite(buffer.ToArray());
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) =>
        OnRead(writeBuffer.ToArray(), readBuffer.Length).CopyTo(readBuffer);
}
