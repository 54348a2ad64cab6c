using System.Buffers.Binary;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// What can be read of a database that was put aside: every document whose pages hold what was written. It goes from page to page
/// and asks neither LiteDB nor any index, so that a damaged page costs what stands on it and no more. Nothing is written.
/// Layout (LiteDB 5, file version 8): a data page has the collection's id at 19, the highest slot at 30, slots of (length u16,
/// position u16) from its end; a block says first whether it continues another, then page u32 and slot u8 of the next.
/// </summary>
internal sealed class DatabaseSalvage : IDisposable
{
    private const byte DataPage = 4;
    private const int TypeAt = 4;
    private const int CollectionAt = 19;
    private const int HighestSlotAt = 30;
    private const int PageHead = 32;
    private const int BlockHead = 6;
    private const int CollectionsAt = 192;
    private const int LongestDocument = 16 * 1024 * 1024;
    private const uint None = uint.MaxValue;
    private readonly BlockFile _data;
    private readonly PageChecksums? _checksums;
    private readonly PageSlabs _journal = new();
    private readonly SortedDictionary<uint, int> _newest = [];
    private readonly Dictionary<uint, string> _collections = [];

    private DatabaseSalvage(StoreFolder folder, string dataFile, JournalEnd? until)
    {
        _data = folder.Open(dataFile);
        try
        {
            IReadOnlyList<string> present = folder.Names();
            if (Beside(folder, dataFile, DatabaseFiles.Log, present) is { } log)
            {
                using (log)
                {
                    if (JournalMark.Read(log) is { Generation: > 0 } mark) _newest = JournalRecovery.Readable(log, mark, until, _journal);
                }
            }

            if (Beside(folder, dataFile, DatabaseFiles.Checksums, present) is { } checksums)
            {
                using (checksums) _checksums = PageChecksums.Read(checksums, _data.Length / DatabasePage.Size);
            }

            ReadCollections();
        }
        catch
        {
            _data.Dispose();
            throw;
        }
    }

    public uint Pages => (uint)Math.Max(_data.Length / DatabasePage.Size, _newest.Count == 0 ? 0 : _newest.Keys.Last() + 1);

    /// <summary>Pages that do not hold what was written, as of the last walk through all.</summary>
    public int DamagedPages { get; private set; }

    /// <summary>Documents that begin on a readable page and cannot be read to their end.</summary>
    public int BrokenDocuments { get; private set; }

    /// <param name="dataFile">The data file by its name, as it was put aside.</param>
    /// <param name="until">In the same process after a fault: what was never acknowledged is left out.</param>
    public static DatabaseSalvage Open(StoreFolder folder, string dataFile, JournalEnd? until) => new(folder, dataFile, until);

    /// <summary>
    /// All documents, page by page; in the order of their making only by chance.
    /// </summary>
    public IEnumerable<SalvagedDocument> Documents()
    {
        (DamagedPages, BrokenDocuments) = (0, 0);
        byte[] page = new byte[DatabasePage.Size];
        uint pages = Pages;
        for (uint id = 0; id < pages; id++)
        {
            if (!TryRead(id, page))
            {
                DamagedPages++;
                continue;
            }

            if (page[TypeAt] != DataPage) continue;
            uint collection = BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(CollectionAt));
            foreach ((BsonDocument document, int bytes) in DocumentsOf(page))
                yield return new SalvagedDocument(_collections.GetValueOrDefault(collection), collection, document, bytes);
        }
    }

    public void Dispose() => _data.Dispose();

    private static BlockFile? Beside(StoreFolder folder, string dataFile, string extension, IReadOnlyList<string> present) =>
        Quarantine.Beside(dataFile, extension) is var name && present.Contains(name) ? folder.Open(name) : null;

    private IEnumerable<(BsonDocument Document, int Bytes)> DocumentsOf(byte[] page)
    {
        for (int slot = 0; slot <= page[HighestSlotAt] && slot < byte.MaxValue; slot++)
        {
            if (Block(page, slot) is not { } block || page[block.Start.Value] != 0) continue;
            if (Assemble(page, block) is { } bytes && Deserialize(bytes) is { } document) yield return (document, bytes.Length);
            else BrokenDocuments++;
        }
    }

    private byte[]? Assemble(byte[] page, Range block)
    {
        using var bytes = new MemoryStream();
        byte[] other = page;
        while (true)
        {
            ReadOnlySpan<byte> content = other.AsSpan(block);
            bytes.Write(content[BlockHead..]);
            uint next = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            if (next == None) break;
            int slot = content[5];
            if (ReferenceEquals(other, page)) other = new byte[DatabasePage.Size];
            if (bytes.Length > LongestDocument || !TryRead(next, other) || other[TypeAt] != DataPage || Block(other, slot) is not { } continued)
                return null;
            block = continued;
        }

        return bytes.ToArray();
    }

    private static Range? Block(ReadOnlySpan<byte> page, int slot)
    {
        ReadOnlySpan<byte> entry = page[(DatabasePage.Size - ((slot + 1) * 4))..];
        (int length, int position) = (BinaryPrimitives.ReadUInt16LittleEndian(entry), BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]));
        return position >= PageHead && length > BlockHead && position + length <= DatabasePage.Size ? position..(position + length) : null;
    }

    /// <summary>A block may be longer than its document.</summary>
    private static BsonDocument? Deserialize(byte[] bytes)
    {
        if (BsonShape.Document(bytes) is not { } length) return null;
        try
        {
            return BsonSerializer.Deserialize(length == bytes.Length ? bytes : bytes[..length]);
        }
        catch (Exception e) when (e is LiteException or ArgumentException or FormatException or InvalidCastException or NotSupportedException)
        {
            return null;
        }
    }

    private bool TryRead(uint id, Span<byte> page)
    {
        if (_newest.TryGetValue(id, out int index))
        {
            _journal[index].CopyTo(page);
            return true;
        }

        try
        {
            return _data.Read((long)id * DatabasePage.Size, page) == page.Length
                && DatabasePage.Id(page) == id
                && _checksums?.Matches(id, page) != false;
        }
        catch (IOException)
        {
            // A sector that the disk can no longer read.
            return false;
        }
    }

    private void ReadCollections()
    {
        byte[] page = new byte[DatabasePage.Size];
        if (!TryRead(0, page) || Deserialize(page[CollectionsAt..]) is not { } names) return;
        foreach ((string name, BsonValue id) in names)
        {
            if (id.IsInt32) _collections[(uint)id.AsInt32] = name;
        }
    }
}
