using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>A folder in memory that writes down what is done to it, and fails where it is told to.</summary>
internal sealed class TraceFolder(IReadOnlyDictionary<string, byte[]> files) : StoreFolder
{
    private readonly DiskImage _image = new(files);

    public TraceFolder() : this(new Dictionary<string, byte[]>())
    {
    }

    public IReadOnlyDictionary<string, byte[]> Start { get; } = files;

    public List<DiskEvent> Trace { get; } = [];

    /// <summary>Writes that still succeed; then half a write happens and the disk is full. Null: all of them.</summary>
    public int? WritesUntilFull { get; set; }

    /// <summary>Flushes that still succeed; then one fails and what it should have kept is gone. Null: all of them.</summary>
    public int? FlushesUntilError { get; set; }

    /// <summary>What is put between the store and its files; null: nothing.</summary>
    public Func<string, BlockFile, BlockFile>? Between { get; init; }

    public long? Free { get; init; }

    public override long? FreeBytes => Free;

    /// <summary>While it is not set, flushes hang.</summary>
    public ManualResetEventSlim Answers { get; } = new(true);

    public override BlockFile Open(string name)
    {
        Record(new DiskEvent(DiskAction.Open, name, 0, []));
        var file = new TraceFile(this, name);
        return Between is null ? file : Between(name, file);
    }

    public override IReadOnlyList<string> Names() => _image.Names;

    public override void Rename(string from, string to) => Record(new DiskEvent(DiskAction.Rename, from, 0, [], to));

    public override void Delete(string name) => Record(new DiskEvent(DiskAction.Delete, name, 0, []));

    public override void Flush() => Record(new DiskEvent(DiskAction.FlushFolder, "", 0, []));

    /// <param name="told">What the store told the workload so far, that must stay true.</param>
    public void Mark(DiskAction action, int step, string told = "") => Trace.Add(new DiskEvent(action, "", step, [], told));

    private void Record(DiskEvent change)
    {
        Trace.Add(change);
        _image.Apply(change);
    }

    private sealed class TraceFile(TraceFolder folder, string name) : BlockFile
    {
        public override long Length => folder._image[name].Length;

        public override int Read(long offset, Span<byte> buffer) => folder._image[name].Read(offset, buffer);

        public override void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            bool full = folder.WritesUntilFull is { } left && left <= 0;
            if (folder.WritesUntilFull is > 0) folder.WritesUntilFull--;
            folder.Record(new DiskEvent(DiskAction.Write, name, offset, bytes[..(full ? bytes.Length / 2 : bytes.Length)].ToArray()));
            if (full) throw new IOException("No space left on device");
        }

        public override void SetLength(long length) => folder.Record(new DiskEvent(DiskAction.SetLength, name, length, []));

        public override void Flush()
        {
            folder.Answers.Wait();
            if (folder.FlushesUntilError is { } left && left <= 0)
            {
                folder._image[name].DropPending();
                throw new IOException("Input/output error");
            }

            if (folder.FlushesUntilError is > 0) folder.FlushesUntilError--;
            folder.Record(new DiskEvent(DiskAction.Flush, name, 0, []));
        }
    }
}
