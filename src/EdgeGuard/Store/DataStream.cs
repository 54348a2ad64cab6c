namespace EdgeGuard.Gateway.Store;

/// <summary>
/// LiteDB's data file as it sees it. A checkpoint writes every version of every page; here only the last one of each is kept in
/// memory and written when LiteDB asks for a flush, after the journal that can repair a torn one is on the medium. What is read is
/// what was written, by checksum, or the database is damaged.
/// </summary>
internal sealed class DataStream(BlockFile file, PageChecksums checksums, LogStream log, StickyFault fault) : PageStream
{
    private const int KeptPages = 512;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, byte[]> _collected = [];
    private readonly Stack<byte[]> _spare = new();

    /// <summary>Pages in the file; grows at once with what is collected.</summary>
    private long _pages = file.Length / DatabasePage.Size;

    public override long Length
    {
        get
        {
            lock (_gate) return _pages * DatabasePage.Size;
        }
    }

    public override void Flush()
    {
        fault.ThrowIfSet();
        log.Sync();
        lock (_gate)
        {
            if (_collected.Count == 0) return;
            foreach ((long index, byte[] page) in _collected)
            {
                file.Write(index * DatabasePage.Size, page);
                checksums.Set(index, page);
            }

            file.Flush();
            checksums.Save();
            foreach (byte[] page in _collected.Values)
            {
                if (_spare.Count < KeptPages) _spare.Push(page);
            }

            _collected.Clear();
        }
    }

    public override void SetLength(long value)
    {
        fault.ThrowIfSet();
        lock (_gate)
        {
            if (value == _pages * DatabasePage.Size) return;
            throw new NotSupportedException("The data file only grows by whole pages.");
        }
    }

    /// <summary>Reads every page of the file: damage may stand where no query looks.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="InvalidDataException">One of them is not what was written.</exception>
    public int Verify()
    {
        byte[] page = new byte[DatabasePage.Size];
        int pages = (int)(file.Length / DatabasePage.Size);
        for (int index = 0; index < pages; index++) ReadPage(index, page);
        return pages;
    }

    protected override void ReadPage(long index, Span<byte> page)
    {
        lock (_gate)
        {
            if (_collected.TryGetValue(index, out byte[]? collected)) collected.CopyTo(page);
            else ReadFile(index, page);
        }
    }

    private void ReadFile(long index, Span<byte> page)
    {
        if (file.Read(index * DatabasePage.Size, page) < page.Length)
            throw new InvalidDataException($"Page {index} of the data file is missing.");
        if (checksums.Matches(index, page)) return;
        InvalidDataException damage = Damage.Page(index);
        fault.Set(damage, ofMedium: false);
        throw damage;
    }

    protected override void WritePage(long index, ReadOnlySpan<byte> page)
    {
        fault.ThrowIfSet();
        lock (_gate)
        {
            // A damaged page number must not make a file of terabytes.
            if (index > _pages + (log.Length / DatabasePage.Size))
                throw new InvalidDataException($"Page {index} lies far beyond the data file.");
            if (!_collected.TryGetValue(index, out byte[]? collected))
                _collected[index] = collected = _spare.TryPop(out byte[]? spare) ? spare : new byte[DatabasePage.Size];
            page.CopyTo(collected);
            _pages = Math.Max(_pages, index + 1);
        }
    }
}
