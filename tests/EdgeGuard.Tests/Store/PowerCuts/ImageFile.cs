namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>A file in two versions: what the programs see, and what was flushed; and the way from one to the other.</summary>
internal sealed class ImageFile
{
    private readonly List<DiskEvent> _pending = [];
    private Bytes _seen;
    private Bytes _flushed;

    public ImageFile(byte[] content) => (_seen, _flushed) = (new Bytes(content), new Bytes(content));

    public long Length => _seen.Length;

    public int Read(long offset, Span<byte> buffer) => _seen.Read(offset, buffer);

    public void Apply(DiskEvent change)
    {
        _seen.Apply(change);
        _pending.Add(change);
    }

    public void Flush()
    {
        foreach (DiskEvent change in _pending) _flushed.Apply(change);
        _pending.Clear();
    }

    /// <summary>What a kernel may do when a flush fails: forget it all.</summary>
    public void DropPending()
    {
        _pending.Clear();
        _seen = new Bytes(_flushed.ToArray());
    }

    public byte[] Cut(Random random, bool tail)
    {
        var image = new Bytes(_flushed.ToArray());
        var tear = new Tear(random);
        if (tail) tear.ApplyTail(image, _pending);
        else tear.Apply(image, _pending);
        return image.ToArray();
    }
}
