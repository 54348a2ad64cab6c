using System.Buffers.Binary;

namespace EdgeGuard.Core.Expressions;

/// <summary>Reads back what a <see cref="StateWriter"/> wrote. Every call throws <see cref="InvalidDataException"/> where the bytes end too early.</summary>
public ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public bool ReadBool() => ReadLong() != 0;

    public long ReadLong()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte b = Take(1)[0];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return (long)(value >> 1) ^ -(long)(value & 1);
        }

        throw new InvalidDataException("A number of the state is longer than 64 bits.");
    }

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public float ReadFloat() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public ReadOnlySpan<byte> ReadBytes() => Take((int)Math.Clamp(ReadLong(), 0, int.MaxValue));

    /// <summary>How many of something follow; more than <paramref name="most"/> is no state of ours.</summary>
    public int ReadCount(int most) =>
        ReadLong() is var count && count >= 0 && count <= most ? (int)count : throw new InvalidDataException($"The state counts {count}, and {most} is the most.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new InvalidDataException("The state ends too early.");
        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
