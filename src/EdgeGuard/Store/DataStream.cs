namespace EdgeGuard.Gateway.Store;

/// <summary>
/// LiteDB's data file as it sees it. A checkpoint writes every version of every page; here only the last one of each is kept in
/// memory and written when LiteDB asks for a flush, after the journal that can repair a torn one is on the medium.
/// </summary>
internal sealed class DataStream(BlockFile file, LogStream log, StickyFault fault) : PageStream
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
            foreach ((long index, byte[] page) in _collected) file.Write(index * DatabasePage.Size, page);
            file.Flush();
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

    protected override void ReadPage(long index, Span<byte> page)
    {
        lock (_gate)
        {
            if (_collected.TryGetValue(index, out byte[]? collected))
            {
                collected.CopyTo(page);
                return;
            }
        }

        if (file.Read(index * DatabasePage.Size, page) < page.Length)
            throw new InvalidDataException($"Page {index} of the data file is missing.");
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
