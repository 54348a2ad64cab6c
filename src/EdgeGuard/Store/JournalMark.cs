using System.Buffers.Binary;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Says which records of a journal file count: those chained from this mark. Two slots take turns, so that a torn mark leaves
/// the one before. Each slot holds it twice, in sectors apart, because a mark that rots away at rest would take its records along.
/// The nonce keeps records of a generation that was given up from ever counting again. Generation 0: the database is being made.
/// </summary>
internal readonly record struct JournalMark(ulong Generation, ulong Nonce)
{
    public const int Slots = 2;
    public const int SlotSize = 4096;
    private const int Size = 512;
    private const int TwinAt = 2048;
    private const int FormatAt = 24;
    private const int CrcAt = 32;
    private const ulong Magic = 0x314B524D4A4745; // "EGJMRK1"

    /// <summary>Where the chain of checksums begins.</summary>
    public uint Seed
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Generation);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Nonce);
            return Crc32C.Of(0, bytes);
        }
    }

    /// <summary>The first mark of all: before the database has its first page.</summary>
    public static JournalMark Begin() => new(0, Nonzero());

    public JournalMark Next() => new(Generation + 1, Nonzero());

    public void Write(BlockFile file)
    {
        Span<byte> bytes = stackalloc byte[TwinAt + Size];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Generation);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], Nonce);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[FormatAt..], StoreFormat.Current);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[CrcAt..], Crc32C.Of(0, bytes[..CrcAt]));
        bytes[..Size].CopyTo(bytes[TwinAt..]);
        file.Write((long)(Generation % Slots) * SlotSize, bytes);
    }

    /// <summary>The newest valid mark; null when there is none.</summary>
    public static JournalMark? Read(BlockFile file) => Newest(file)?.Mark;

    /// <summary>The format of who wrote the newest valid mark; 0 where there is none, or it is older than the numbers of formats.</summary>
    public static ushort FormatOf(BlockFile file) => Newest(file)?.Format ?? 0;

    private static (JournalMark Mark, ushort Format)? Newest(BlockFile file)
    {
        (JournalMark Mark, ushort Format)? newest = null;
        Span<byte> bytes = stackalloc byte[Size];
        for (int place = 0; place < 2 * Slots; place++)
        {
            if (file.Read((place / 2 * SlotSize) + (place % 2 * TwinAt), bytes) < Size) continue;
            if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic) continue;
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcAt..]) != Crc32C.Of(0, bytes[..CrcAt])) continue;
            ulong generation = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
            if (newest is { } known && known.Mark.Generation >= generation) continue;
            newest = (new JournalMark(generation, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..])), BinaryPrimitives.ReadUInt16LittleEndian(bytes[FormatAt..]));
        }

        return newest;
    }

    /// <summary>No mark is equal to none.</summary>
    private static ulong Nonzero() => (ulong)Random.Shared.NextInt64(1, long.MaxValue);
}
