namespace EdgeGuard.Gateway.Store;

/// <summary>What both streams handed to LiteDB have in common: whole pages, read and written at a position set before.</summary>
internal abstract class PageStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Position { get; set; }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count)
    {
        long remaining = Length - Position;
        if (remaining <= 0) return 0;
        if (count != DatabasePage.Size || Position % DatabasePage.Size != 0)
            throw new NotSupportedException("Only whole pages are read.");
        ReadPage(Position / DatabasePage.Size, buffer.AsSpan(offset, count));
        Position += count;
        return count;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (count != DatabasePage.Size || Position % DatabasePage.Size != 0)
            throw new NotSupportedException("Only whole pages are written.");
        WritePage(Position / DatabasePage.Size, buffer.AsSpan(offset, count));
        Position += count;
    }

    protected abstract void ReadPage(long index, Span<byte> page);

    protected abstract void WritePage(long index, ReadOnlySpan<byte> page);
}
