using System.Buffers.Binary;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Says which records of a journal file count: those chained from this mark. Two slots take turns, so that a torn mark leaves
/// the one before. The nonce keeps records of a generation that was given up from ever counting again.
/// </summary>
internal readonly record struct JournalMark(ulong Generation, ulong Nonce)
{
    public const int Slots = 2;
    public const int SlotSize = 4096;
    private const int Size = 512;
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

    public JournalMark Next() => new(Generation + 1, (ulong)Random.Shared.NextInt64());

    public void Write(BlockFile file)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Generation);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], Nonce);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[CrcAt..], Crc32C.Of(0, bytes[..CrcAt]));
        file.Write((long)(Generation % Slots) * SlotSize, bytes);
    }

    /// <summary>The newest valid mark; null when there is none.</summary>
    public static JournalMark? Read(BlockFile file)
    {
        JournalMark? newest = null;
        Span<byte> bytes = stackalloc byte[Size];
        for (int slot = 0; slot < Slots; slot++)
        {
            if (file.Read(slot * SlotSize, bytes) < Size) continue;
            if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic) continue;
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcAt..]) != Crc32C.Of(0, bytes[..CrcAt])) continue;
            ulong generation = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
            if (newest is { } known && known.Generation >= generation) continue;
            newest = new JournalMark(generation, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
        }

        return newest;
    }
}
