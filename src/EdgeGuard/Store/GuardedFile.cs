namespace EdgeGuard.Gateway.Store;

/// <summary>Makes every failure of a file stick, and refuses writes from then on.</summary>
internal sealed class GuardedFile(BlockFile file, StickyFault fault) : BlockFile
{
    public override long Length => Guard(static (f, _) => f.Length, 0L);

    public override int Read(long offset, Span<byte> buffer)
    {
        try
        {
            return file.Read(offset, buffer);
        }
        catch (Exception e)
        {
            fault.Set(e, ofMedium: true);
            throw;
        }
    }

    public override void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        fault.ThrowIfSet();
        try
        {
            file.Write(offset, bytes);
        }
        catch (Exception e)
        {
            fault.Set(e, ofMedium: true);
            throw;
        }
    }

    public override void SetLength(long length)
    {
        fault.ThrowIfSet();
        _ = Guard(static (f, l) => { f.SetLength(l); return l; }, length);
    }

    public override void Flush()
    {
        fault.ThrowIfSet();
        _ = Guard(static (f, l) => { f.Flush(); return l; }, 0L);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private long Guard(Func<BlockFile, long, long> call, long argument)
    {
        try
        {
            return call(file, argument);
        }
        catch (Exception e)
        {
            fault.Set(e, ofMedium: true);
            throw;
        }
    }
}
