namespace EdgeGuard.Gateway.Store;

/// <summary>Reads what <see cref="VarintWriter"/> wrote. Every failure is an <see cref="InvalidDataException"/>.</summary>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at = 0;

    public readonly int Left => _bytes.Length - _at;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new InvalidDataException("A stored number is too long.");
    }

    public long Signed() => OfZigzag(Unsigned());

    public static long OfZigzag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    /// <summary>A number of things, each of which takes a byte at least.</summary>
    public int Count(int most)
    {
        ulong count = Unsigned();
        return count <= (ulong)most ? (int)count : throw new InvalidDataException("More is told to be stored than there is.");
    }

    public ReadOnlySpan<byte> Bytes(int length)
    {
        if (length > Left) throw new InvalidDataException("What is stored ends too early.");
        _at += length;
        return _bytes.Slice(_at - length, length);
    }

    public byte Byte() => _at < _bytes.Length ? _bytes[_at++] : throw new InvalidDataException("What is stored ends too early.");

    /// <summary>Passes over so many numbers.</summary>
    public void Skip(int numbers)
    {
        while (numbers > 0)
        {
            if (Byte() < 0x80) numbers--;
        }
    }
}
