using System.Buffers.Binary;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Codec of one journal record: a run of log pages, each told as what changed since the version it is based on.
/// Header (little endian): magic u32, generation u64, first page index i32, page count u8 (its highest bit: the body is packed), number of the
/// flush u24, body length i32, CRC-32C u32 over the rest of the header and the body, seeded with the record before. Page: base index i32
/// (-1: zeros), a bitmap of its 32-byte pieces, the pieces that differ.
/// </summary>
internal static class JournalRecord
{
    public const int HeaderSize = 28;
    public const int MaxPages = 64;
    public const int MaxSize = HeaderSize + (MaxPages * (PageHead + DatabasePage.Size));
    private const int Piece = 32;
    private const int Pieces = DatabasePage.Size / Piece;
    private const int PageHead = sizeof(int) + (Pieces / 8);
    private const int CountAt = 16;
    private const int FlushShift = 8;
    private const int Packed = 0x80;
    private const int CrcAt = 24;
    private const uint Magic = 0x4352_4745; // "EGRC"
    private static readonly byte[] Zeros = new byte[DatabasePage.Size];

    /// <summary>Encodes pages <paramref name="first"/> … of <paramref name="pages"/>; returns the length in <paramref name="into"/> and the record's CRC.</summary>
    /// <param name="plain">Room for the body before it is packed.</param>
    public static (int Length, uint Crc) Encode(
        JournalMark mark, uint seed, int flush, PageSlabs pages, int first, int count, Dictionary<uint, int> versions, Span<byte> plain, Span<byte> into)
    {
        ReadOnlySpan<byte> body = EncodePages(pages, first, count, versions, plain);
        // The first image of a page after a checkpoint is whole, and mostly text.
        bool packed = Compression.TryPack(body, into[HeaderSize..], out int length);
        if (!packed)
        {
            body.CopyTo(into[HeaderSize..]);
            length = body.Length;
        }

        length += HeaderSize;
        BinaryPrimitives.WriteUInt32LittleEndian(into, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(into[4..], mark.Generation);
        BinaryPrimitives.WriteInt32LittleEndian(into[12..], first);
        BinaryPrimitives.WriteInt32LittleEndian(into[CountAt..], count | (packed ? Packed : 0) | (flush << FlushShift));
        BinaryPrimitives.WriteInt32LittleEndian(into[20..], length - HeaderSize);
        uint crc = Checksum(seed, into[..length]);
        BinaryPrimitives.WriteUInt32LittleEndian(into[CrcAt..], crc);
        return (length, crc);
    }

    /// <summary>Length of the record that begins here, as far as its header can be believed; null when none does.</summary>
    public static int? Measure(JournalMark mark, ReadOnlySpan<byte> header, int firstExpected)
    {
        if (header.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic) return null;
        if (BinaryPrimitives.ReadUInt64LittleEndian(header[4..]) != mark.Generation) return null;
        if (BinaryPrimitives.ReadInt32LittleEndian(header[12..]) != firstExpected) return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(header[20..]);
        return length is < 0 or > MaxSize - HeaderSize ? null : HeaderSize + length;
    }

    /// <summary>The number of the flush that a record was written for, if one of this generation begins here; records of one flush share it.</summary>
    public static int? FlushOf(JournalMark mark, ReadOnlySpan<byte> header) =>
        header.Length >= HeaderSize
        && BinaryPrimitives.ReadUInt32LittleEndian(header) == Magic
        && BinaryPrimitives.ReadUInt64LittleEndian(header[4..]) == mark.Generation
            ? BinaryPrimitives.ReadInt32LittleEndian(header[CountAt..]) >>> FlushShift : null;

    /// <summary>Adds the record's pages; null, and nothing added, when its checksum does not continue the chain.</summary>
    /// <exception cref="InvalidDataException">The checksum holds and yet the content makes no sense.</exception>
    public static uint? Decode(uint seed, ReadOnlySpan<byte> record, PageSlabs pages)
    {
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(record[CrcAt..]);
        if (Checksum(seed, record) != crc) return null;
        int count = record[CountAt] & ~Packed;
        ReadOnlySpan<byte> body = record[HeaderSize..];
        if ((record[CountAt] & Packed) != 0) body = Compression.Unpack(body, MaxSize);
        for (int i = 0; i < count; i++)
        {
            if (body.Length < PageHead) throw new InvalidDataException("A journal record ends inside a page.");
            int from = BinaryPrimitives.ReadInt32LittleEndian(body);
            if (from >= pages.Count) throw new InvalidDataException("A journal page is based on a later one.");
            Span<byte> page = pages.Add();
            (from < 0 ? Zeros : pages[from]).CopyTo(page);
            body = body[(sizeof(int) + DecodeDifference(body[sizeof(int)..], page))..];
        }

        return crc;
    }

    private static uint Checksum(uint seed, ReadOnlySpan<byte> record) =>
        Crc32C.Of(Crc32C.Of(seed, record[..CrcAt]), record[HeaderSize..]);

    private static ReadOnlySpan<byte> EncodePages(PageSlabs pages, int first, int count, Dictionary<uint, int> versions, Span<byte> into)
    {
        int length = 0;
        for (int index = first; index < first + count; index++)
        {
            ReadOnlySpan<byte> page = pages[index];
            int from = versions.GetValueOrDefault(DatabasePage.Id(page), -1);
            BinaryPrimitives.WriteInt32LittleEndian(into[length..], from);
            length += sizeof(int);
            length += EncodeDifference(page, from < 0 ? Zeros : pages[from], into[length..]);
            versions[DatabasePage.Id(page)] = index;
        }

        return into[..length];
    }

    private static int EncodeDifference(ReadOnlySpan<byte> page, ReadOnlySpan<byte> from, Span<byte> into)
    {
        Span<byte> bitmap = into[..(Pieces / 8)];
        bitmap.Clear();
        int length = bitmap.Length;
        for (int i = 0; i < Pieces; i++)
        {
            ReadOnlySpan<byte> piece = page.Slice(i * Piece, Piece);
            if (piece.SequenceEqual(from.Slice(i * Piece, Piece))) continue;
            bitmap[i / 8] |= (byte)(1 << (i % 8));
            piece.CopyTo(into[length..]);
            length += Piece;
        }

        return length;
    }

    private static int DecodeDifference(ReadOnlySpan<byte> body, Span<byte> page)
    {
        ReadOnlySpan<byte> bitmap = body[..(Pieces / 8)];
        int length = bitmap.Length;
        for (int i = 0; i < Pieces; i++)
        {
            if ((bitmap[i / 8] & (1 << (i % 8))) == 0) continue;
            if (length + Piece > body.Length) throw new InvalidDataException("A journal record ends inside a piece.");
            body.Slice(length, Piece).CopyTo(page[(i * Piece)..]);
            length += Piece;
        }

        return length;
    }
}
