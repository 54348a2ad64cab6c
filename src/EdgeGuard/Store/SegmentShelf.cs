using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>The telemetry segments in the folder by their first position, ascending; the newest is the one that is written.</summary>
internal sealed class SegmentShelf
{
    private readonly StoreFolder _folder;
    private readonly List<long> _firsts;
    private readonly Dictionary<long, long> _closedBytes = [];

    public SegmentShelf(StoreFolder folder)
    {
        _folder = folder;
        IReadOnlyList<string> names = folder.Names();
        _firsts = [.. names.Select(TelemetrySegment.FirstOf).OfType<long>().Order()];
        NewestPutAside = names.Where(static name => name.Contains(Quarantine.Suffix, StringComparison.Ordinal))
            .Max(static name => TelemetrySegment.FirstOf(name[..name.IndexOf(Quarantine.Suffix, StringComparison.Ordinal)])) ?? 0;
    }

    /// <summary>First position of the newest segment that was put aside in an earlier run; 0: none was.</summary>
    public long NewestPutAside { get; }

    public int Count => _firsts.Count;

    public long Oldest => _firsts[0];

    public long Newest => _firsts[^1];

    /// <summary>Bytes of all segments but the newest.</summary>
    public long ClosedBytes => _firsts.SkipLast(1).Sum(BytesOf);

    /// <summary>Position of the last message of a segment that is not the newest.</summary>
    public long LastOf(long first) => _firsts[_firsts.IndexOf(first) + 1] - 1;

    /// <summary>Segments from the one that holds a position on.</summary>
    public List<long> From(long position) =>
        [.. _firsts.Where((_, i) => i + 1 == _firsts.Count || _firsts[i + 1] > position)];

    public TelemetrySegment Open(long first, JournalEnd? until = null)
    {
        if (!_firsts.Contains(first)) DatabaseFiles.EndDelete(_folder, TelemetrySegment.NameOf(first));
        TelemetrySegment segment = TelemetrySegment.Open(_folder, first, until);
        if (!_firsts.Contains(first)) _firsts.Add(first);
        return segment;
    }

    /// <summary>Looks once how large the closed segments are, before any of them is opened for reading.</summary>
    public void Measure() => _ = ClosedBytes;

    public void Delete(long first)
    {
        DatabaseFiles.Delete(_folder, TelemetrySegment.NameOf(first));
        Forget(first);
    }

    /// <returns>What to tell people.</returns>
    public StoreNotice PutAside(long first, string reason)
    {
        StoreNotice notice = Quarantine.PutAside(_folder, TelemetrySegment.NameOf(first), reason);
        Forget(first);
        return notice;
    }

    private void Forget(long first)
    {
        _firsts.Remove(first);
        _closedBytes.Remove(first);
    }

    private long BytesOf(long first)
    {
        if (_closedBytes.TryGetValue(first, out long bytes)) return bytes;
        using BlockFile data = _folder.Open(TelemetrySegment.NameOf(first) + DatabaseFiles.Data);
        return _closedBytes[first] = data.Length + JournalFile.FirstRecord + PageChecksums.LengthFor(data.Length / DatabasePage.Size);
    }
}
