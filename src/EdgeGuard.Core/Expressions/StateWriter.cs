using System.Buffers.Binary;

namespace EdgeGuard.Core.Expressions;

/// <summary>Packs the state of terms into bytes: whole numbers as varints, since most are small.</summary>
public sealed class StateWriter
{
    private byte[] _bytes = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Write(bool value) => Write(value ? 1L : 0L);

    /// <summary>Zigzag varint.</summary>
    public void Write(long value)
    {
        ulong rest = (ulong)((value << 1) ^ (value >> 63));
        Ensure(10);
        for (; rest >= 0x80; rest >>= 7)
            _bytes[_length++] = (byte)(rest | 0x80);
        _bytes[_length++] = (byte)rest;
    }

    public void Write(double value)
    {
        Ensure(8);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(_length), value);
        _length += 8;
    }

    /// <summary>For samples of a window, where seven digits are more than any sensor has.</summary>
    public void Write(float value)
    {
        Ensure(4);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.AsSpan(_length), value);
        _length += 4;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Write((long)bytes.Length);
        Ensure(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Ensure(int more)
    {
        if (_length + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
