using System.Buffers.Binary;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// A CRC-32C for every page of a data file, in a file beside it: bits that rot at rest are found when the page is read. Each sector of
/// 512 bytes holds those of 127 pages and its own, so that damage of this file is never taken for damage of the data. It is written
/// after the pages and is on the medium before the journal that can write both again is given up.
/// </summary>
internal sealed class PageChecksums
{
    public const int SectorSize = 512;
    public const int PagesPerSector = (SectorSize / sizeof(uint)) - 1;

    /// <summary>Stands for a page of which nothing is known; no checksum has this value.</summary>
    private const uint Unknown = 0;
    private readonly BlockFile _file;
    private readonly SortedSet<int> _changed = [];
    private readonly SortedSet<int> _damaged = [];
    private uint[] _crcs;

    private PageChecksums(BlockFile file, int sectors) => (_file, _crcs) = (file, new uint[sectors * PagesPerSector]);

    /// <summary>Bytes of the file for a data file of so many pages.</summary>
    public static long LengthFor(long pages) => SectorsFor(pages) * SectorSize;

    /// <summary>Reads what the file says of a data file of so many pages.</summary>
    public static PageChecksums Read(BlockFile file, long pages)
    {
        int sectors = (int)SectorsFor(pages);
        var checksums = new PageChecksums(file, sectors);
        Span<byte> sector = stackalloc byte[SectorSize];
        for (int i = 0; i < sectors; i++)
        {
            if (file.Read((long)i * SectorSize, sector) < SectorSize || Own(i, sector) != BinaryPrimitives.ReadUInt32LittleEndian(sector[^4..]))
                checksums._damaged.Add(i);
            else
                checksums.Take(i, sector);
        }

        return checksums;
    }

    /// <summary>False: not what was written. A page that is not known yet is believed.</summary>
    public bool Matches(long page, ReadOnlySpan<byte> content) =>
        page >= _crcs.Length || _crcs[page] == Unknown || _crcs[page] == Of(content);

    public void Set(long page, ReadOnlySpan<byte> content)
    {
        if (page >= _crcs.Length) Array.Resize(ref _crcs, (int)SectorsFor(page + 1) * PagesPerSector);
        _crcs[page] = Of(content);
        _changed.Add((int)(page / PagesPerSector));
    }

    /// <summary>Takes the pages below sectors that cannot be read as they stand in the data file.</summary>
    /// <returns>How many pages that were.</returns>
    public int Renew(BlockFile data)
    {
        int renewed = 0;
        long pages = data.Length / DatabasePage.Size;
        byte[] page = new byte[DatabasePage.Size];
        foreach (int sector in _damaged)
        {
            long end = Math.Min(pages, (long)(sector + 1) * PagesPerSector);
            for (long index = (long)sector * PagesPerSector; index < end; index++)
            {
                if (_crcs[index] != Unknown || data.Read(index * DatabasePage.Size, page) < page.Length) continue;
                Set(index, page);
                renewed++;
            }
        }

        _damaged.Clear();
        return renewed;
    }

    /// <summary>Puts what changed on the medium.</summary>
    public void Save()
    {
        if (_changed.Count == 0) return;
        Span<byte> bytes = stackalloc byte[SectorSize];
        foreach (int sector in _changed)
        {
            for (int i = 0; i < PagesPerSector; i++)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[(i * sizeof(uint))..], _crcs[(sector * PagesPerSector) + i]);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[^4..], Own(sector, bytes));
            _file.Write((long)sector * SectorSize, bytes);
        }

        _file.Flush();
        _changed.Clear();
    }

    private void Take(int sector, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < PagesPerSector; i++)
            _crcs[(sector * PagesPerSector) + i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);
    }

    private static long SectorsFor(long pages) => (pages + PagesPerSector - 1) / PagesPerSector;

    private static uint Of(ReadOnlySpan<byte> content) => Crc32C.Of(0, content) is var crc && crc != Unknown ? crc : 1;

    /// <summary>A sector in another's place must not count; nor one of zeros.</summary>
    private static uint Own(int sector, ReadOnlySpan<byte> bytes) => Crc32C.Of((uint)sector + 1, bytes[..^4]);
}
