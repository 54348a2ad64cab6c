using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>A folder in memory that counts what a medium would be asked for.</summary>
internal sealed class CountingFolder : StoreFolder
{
    private readonly MemoryFolder _folder = new();

    public long Bytes { get; private set; }

    public long Flushes { get; private set; }

    public override BlockFile Open(string name) => new CountingFile(this, _folder.Open(name));

    public override IReadOnlyList<string> Names() => _folder.Names();

    public override void Rename(string from, string to) => _folder.Rename(from, to);

    public override void Delete(string name) => _folder.Delete(name);

    public override void Flush()
    {
    }

    private sealed class CountingFile(CountingFolder folder, BlockFile file) : BlockFile
    {
        public override long Length => file.Length;

        public override int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public override void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            folder.Bytes += bytes.Length;
            file.Write(offset, bytes);
        }

        public override void SetLength(long length) => file.SetLength(length);

        public override void Flush()
        {
            folder.Flushes++;
            file.Flush();
        }

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            base.Dispose(disposing);
        }
    }
}
