namespace EdgeGuard.Gateway.Store;

/// <summary>One file of the store, by offset. The seam between the store and the disk: tests put a failing or a recording one here.</summary>
internal abstract class BlockFile : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Reads up to the buffer's length; fewer bytes only at the end of the file.</summary>
    public abstract int Read(long offset, Span<byte> buffer);

    public abstract void Write(long offset, ReadOnlySpan<byte> bytes);

    public abstract void SetLength(long length);

    /// <summary>Returns when everything written is on the medium.</summary>
    public abstract void Flush();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
