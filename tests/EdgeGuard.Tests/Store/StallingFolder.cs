using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>A folder in memory whose files stop answering at a flush until they are let go on.</summary>
internal sealed class StallingFolder : StoreFolder, IDisposable
{
    private readonly MemoryFolder _inner = new();
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private int _waiting;

    /// <summary>Flushes that hang at this moment.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Stall() => _open.Reset();

    public void GoOn() => _open.Set();

    public override BlockFile Open(string name) => new StallingFile(this, _inner.Open(name));

    public override IReadOnlyList<string> Names() => _inner.Names();

    public override void Rename(string from, string to) => _inner.Rename(from, to);

    public override void Delete(string name) => _inner.Delete(name);

    public override void Flush() => Wait();

    public void Dispose() => _open.Dispose();

    private void Wait()
    {
        Interlocked.Increment(ref _waiting);
        _open.Wait(TestContext.Current.CancellationToken);
        Interlocked.Decrement(ref _waiting);
    }

    private sealed class StallingFile(StallingFolder folder, BlockFile inner) : BlockFile
    {
        public override long Length => inner.Length;

        public override int Read(long offset, Span<byte> buffer) => inner.Read(offset, buffer);

        public override void Write(long offset, ReadOnlySpan<byte> bytes) => inner.Write(offset, bytes);

        public override void SetLength(long length) => inner.SetLength(length);

        public override void Flush()
        {
            folder.Wait();
            inner.Flush();
        }
    }
}
