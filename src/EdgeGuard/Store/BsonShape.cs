using System.Buffers.Binary;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Whether bytes can be a document at all. LiteDB's own reader is not asked before: what it throws at, it leaves its process-wide
/// pool of buffers poisoned with.
/// </summary>
internal static class BsonShape
{
    private const int MaxDepth = 32;

    public static bool IsDocument(ReadOnlySpan<byte> bytes) => Document(bytes, 0) == bytes.Length;

    /// <summary>Length of the document at the beginning; null: there is none.</summary>
    public static int? Document(ReadOnlySpan<byte> bytes, int depth = 0)
    {
        if (depth > MaxDepth || bytes.Length < 5) return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 5 || length > bytes.Length || bytes[length - 1] != 0) return null;
        ReadOnlySpan<byte> rest = bytes[4..(length - 1)];
        while (!rest.IsEmpty)
        {
            int name = rest[1..].IndexOf((byte)0);
            if (name < 0 || Value(rest[0], rest[(name + 2)..], depth) is not { } size) return null;
            rest = rest[(name + 2 + size)..];
        }

        return length;
    }

    private static int? Value(byte type, ReadOnlySpan<byte> bytes, int depth)
    {
        int? size = type switch
        {
            0x0A or 0xFF or 0x7F => 0,
            0x08 => 1,
            0x10 => 4,
            0x01 or 0x09 or 0x12 => 8,
            0x07 => 12,
            0x13 => 16,
            0x02 => Prefixed(bytes, sizeof(int), least: 1),
            0x05 => Prefixed(bytes, sizeof(int) + 1, least: 0),
            0x03 or 0x04 => Document(bytes, depth + 1),
            _ => null,
        };
        return size <= bytes.Length ? size : null;
    }

    private static int? Prefixed(ReadOnlySpan<byte> bytes, int more, int least)
    {
        if (bytes.Length < sizeof(int)) return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length >= least && length <= bytes.Length - more ? length + more : null;
    }
}
