namespace EdgeGuard.Gateway.Store;

/// <summary>A folder in memory alone: for a run whose disk cannot be used, so that the room is watched all the same.</summary>
internal sealed class MemoryFolder : StoreFolder
{
    private readonly Dictionary<string, MemoryStream> _files = new(StringComparer.Ordinal);

    public override bool IsMedium => false;

    public override BlockFile Open(string name)
    {
        if (!_files.TryGetValue(name, out MemoryStream? bytes))
            _files[name] = bytes = new MemoryStream();
        return new MemoryFile(bytes);
    }

    public override IReadOnlyList<string> Names() => [.. _files.Keys.Order(StringComparer.Ordinal)];

    public override void Rename(string from, string to)
    {
        _files[to] = _files[from];
        _files.Remove(from);
    }

    public override void Delete(string name) => _files.Remove(name);

    public override void Flush()
    {
        // There is no medium behind it.
    }

    private sealed class MemoryFile(MemoryStream bytes) : BlockFile
    {
        public override long Length
        {
            get
            {
                lock (bytes) return bytes.Length;
            }
        }

        public override int Read(long offset, Span<byte> buffer)
        {
            lock (bytes)
            {
                bytes.Position = offset;
                return bytes.Read(buffer);
            }
        }

        public override void Write(long offset, ReadOnlySpan<byte> data)
        {
            lock (bytes)
            {
                bytes.Position = offset;
                bytes.Write(data);
            }
        }

        public override void SetLength(long length)
        {
            lock (bytes) bytes.SetLength(length);
        }

        public override void Flush()
        {
            // There is no medium behind it.
        }
    }
}
