using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>
/// Stores with one defect each, to see that the harness would find it. What a defective store writes is told by changing the record of
/// what the sound one wrote: no switch for defects stands in the program. What it reads is told by a file that lies.
/// </summary>
internal static class Mutants
{
    private const long FirstRecord = 8192;

    /// <summary>By name: what they do to the disk.</summary>
    public static IReadOnlyDictionary<string, Func<List<DiskEvent>, List<DiskEvent>>> Writing { get; } = new Dictionary<string, Func<List<DiskEvent>, List<DiskEvent>>>
    {
        ["no flush at a commit"] = static trace => WithoutFlush(trace, static last => Is(last, DatabaseFiles.Log) && last.Offset >= FirstRecord),
        ["mark not flushed"] = static trace => WithoutFlush(trace, static last => Is(last, DatabaseFiles.Log) && last.Offset < FirstRecord),
        ["mark not written"] = static trace => WithoutMarks(trace),
        ["data not flushed before the mark"] = static trace => WithoutFlush(trace, static last => Is(last, DatabaseFiles.Data)),
        ["checksums not flushed before the mark"] = static trace => WithoutFlush(trace, static last => Is(last, DatabaseFiles.Checksums)),
        ["journal not flushed before the data"] = static trace => JournalAfterData(trace),
    };

    /// <summary>Believes every record, as a store would that does not look at the checksum.</summary>
    public static BlockFile Believe(string name, BlockFile file) =>
        name.EndsWith(DatabaseFiles.Log, StringComparison.Ordinal) ? new BelievedJournal(file) : file;

    /// <summary>Leaves the flushes of a file out whose last write is of a kind.</summary>
    private static List<DiskEvent> WithoutFlush(List<DiskEvent> trace, Predicate<DiskEvent> left)
    {
        var last = new Dictionary<string, DiskEvent>();
        var rest = new List<DiskEvent>();
        foreach (DiskEvent change in trace)
        {
            if (change.Action == DiskAction.Write) last[change.File] = change;
            if (change.Action != DiskAction.Flush || !last.TryGetValue(change.File, out DiskEvent? written) || !left(written)) rest.Add(change);
        }

        return rest;
    }

    /// <summary>Only the first marks of a database are written, those of its making.</summary>
    private static List<DiskEvent> WithoutMarks(List<DiskEvent> trace)
    {
        int marks = 0;
        return [.. trace.Where(change => !(Is(change, DatabaseFiles.Log) && change.Offset < FirstRecord) || ++marks <= 3)];
    }

    /// <summary>A record that is written within a checkpoint comes after the pages it repairs.</summary>
    private static List<DiskEvent> JournalAfterData(List<DiskEvent> trace)
    {
        var changed = new List<DiskEvent>(trace);
        for (int i = 0; i + 2 < changed.Count; i++)
        {
            if (!Is(changed[i], DatabaseFiles.Log) || changed[i].Offset < FirstRecord || !Is(changed[i + 2], DatabaseFiles.Data)) continue;
            int flushed = changed.FindIndex(i, static change => change.Action == DiskAction.Flush && change.File.EndsWith(DatabaseFiles.Data, StringComparison.Ordinal));
            changed.InsertRange(flushed + 1, changed[i..(i + 2)]);
            changed.RemoveRange(i, 2);
        }

        return changed;
    }

    private static bool Is(DiskEvent change, string extension) =>
        change.Action == DiskAction.Write && change.File.EndsWith(extension, StringComparison.Ordinal);

    private sealed class BelievedJournal(BlockFile file) : BlockFile
    {
        private const int CrcAt = 24;
        private uint _seed;

        public override long Length => file.Length;

        public override int Read(long offset, Span<byte> buffer)
        {
            int read = file.Read(offset, buffer);
            if (offset == FirstRecord) _seed = JournalMark.Read(file)?.Seed ?? 0;
            if (offset < FirstRecord || read <= JournalRecord.HeaderSize) return read;
            uint crc = Crc32C.Of(Crc32C.Of(_seed, buffer[..CrcAt]), buffer[JournalRecord.HeaderSize..]);
            BitConverter.TryWriteBytes(buffer[CrcAt..], crc);
            _seed = crc;
            return read;
        }

        public override void Write(long offset, ReadOnlySpan<byte> bytes) => file.Write(offset, bytes);

        public override void SetLength(long length) => file.SetLength(length);

        public override void Flush() => file.Flush();

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
