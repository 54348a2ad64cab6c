using System.Buffers.Binary;
using System.IO.Compression;

namespace EdgeGuard.Gateway.Store;

/// <summary>Brotli at its fastest, with the plain length before it.</summary>
internal static class Compression
{
    private const int Quality = 1;
    private const int Window = 18;
    private const int Head = sizeof(int);

    public static byte[] Pack(ReadOnlySpan<byte> plain, int quality = Quality, int window = Window)
    {
        byte[] packed = new byte[Head + BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, plain.Length);
        if (!BrotliEncoder.TryCompress(plain, packed.AsSpan(Head), out int length, quality, window))
            throw new InvalidOperationException("Compression ran out of its own bound.");
        return packed[..(Head + length)];
    }

    /// <summary>Packs only where that saves room.</summary>
    /// <param name="length">Of what stands in <paramref name="into"/> afterwards.</param>
    public static bool TryPack(ReadOnlySpan<byte> plain, Span<byte> into, out int length)
    {
        length = 0;
        if (plain.Length <= Head || into.Length < plain.Length) return false;
        BinaryPrimitives.WriteInt32LittleEndian(into, plain.Length);
        if (!BrotliEncoder.TryCompress(plain, into[Head..plain.Length], out int packed, Quality, Window)) return false;
        length = Head + packed;
        return true;
    }

    /// <param name="longest">What claims to be longer is not ours.</param>
    /// <exception cref="InvalidDataException">It was not packed here.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int longest = int.MaxValue)
    {
        int told = packed.Length < Head ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (told < 0 || told > longest) throw new InvalidDataException("What is to be decompressed was not compressed here.");
        byte[] plain = new byte[told];
        if (!BrotliDecoder.TryDecompress(packed[Head..], plain, out int length) || length != plain.Length)
            throw new InvalidDataException("A stored message cannot be decompressed.");
        return plain;
    }
}
