namespace EdgeGuard.Gateway.Store;

/// <summary>A file that tells a <see cref="WearCount"/> what becomes of its medium.</summary>
internal sealed class CountedFile(BlockFile file, WearCount wear) : BlockFile
{
    private readonly Lock _gate = new();
    private readonly HashSet<long> _blocks = [];

    public override long Length => file.Length;

    public override int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

    public override void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0) Count(offset, bytes.Length);
        file.Write(offset, bytes);
    }

    public override void SetLength(long length) => file.SetLength(length);

    public override void Flush()
    {
        wear.Flushed();
        lock (_gate) _blocks.Clear();
        file.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private void Count(long offset, int length)
    {
        int added = 0;
        lock (_gate)
        {
            for (long block = offset / WearCount.Block; block * WearCount.Block < offset + length; block++)
            {
                if (_blocks.Add(block)) added++;
            }
        }

        wear.Written(length, added);
    }
}
