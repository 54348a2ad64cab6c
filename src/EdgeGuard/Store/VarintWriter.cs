using System.Buffers;

namespace EdgeGuard.Gateway.Store;

/// <summary>Numbers in as few bytes as they need, seven bits a byte, the lowest first; signed ones zigzag.</summary>
internal sealed class VarintWriter
{
    private const int Longest = 10;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Clear() => _buffer.ResetWrittenCount();

    public void Unsigned(ulong value)
    {
        Span<byte> into = _buffer.GetSpan(Longest);
        int length = 0;
        for (; value >= 0x80; value >>= 7) into[length++] = (byte)(value | 0x80);
        into[length++] = (byte)value;
        _buffer.Advance(length);
    }

    /// <summary>Small numbers of either sign as small ones without: 0, -1, 1, -2 … as 0, 1, 2, 3 ….</summary>
    public static ulong Zigzag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public void Signed(long value) => Unsigned(Zigzag(value));

    public void Bytes(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }
}
