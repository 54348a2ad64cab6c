namespace EdgeGuard.Gateway.Store;

/// <summary>A growing list of pages in slabs, so that growth copies nothing and an emptied list gives its memory to the next.</summary>
internal sealed class PageSlabs
{
    private const int PagesPerSlab = 32;
    private const int KeptSlabs = 12;
    private readonly List<byte[]> _slabs = [];

    public int Count { get; private set; }

    public Span<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _slabs[index / PagesPerSlab].AsSpan(index % PagesPerSlab * DatabasePage.Size, DatabasePage.Size);
        }
    }

    /// <summary>Adds a page whose content is whatever was there before.</summary>
    public Span<byte> Add()
    {
        if (Count == _slabs.Count * PagesPerSlab) _slabs.Add(new byte[PagesPerSlab * DatabasePage.Size]);
        Count++;
        return this[Count - 1];
    }

    public void Clear()
    {
        Count = 0;
        if (_slabs.Count > KeptSlabs) _slabs.RemoveRange(KeptSlabs, _slabs.Count - KeptSlabs);
    }
}
