namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The journal of one database: a mark, then records back to back. Each record starts a block of its own, so that what was once
/// acknowledged is never written again within its generation. Callers hold the database's gate.
/// </summary>
internal sealed class JournalFile(BlockFile file)
{
    public const long FirstRecord = JournalMark.Slots * JournalMark.SlotSize;
    private const int Block = 4096;
    private const int KeptBuffer = 256 * 1024;
    private const long KeptLength = 4 * 1024 * 1024;
    private readonly Dictionary<uint, int> _versions = [];
    private byte[] _buffer = new byte[64 * 1024];
    private byte[] _plain = new byte[64 * 1024];
    private JournalMark _mark;
    private uint _crc;
    private long _end = FirstRecord;

    /// <summary>Appends of this generation: a record of a later one proves that all before were on the medium.</summary>
    private int _flush;

    /// <summary>What is on the medium for certain.</summary>
    public JournalEnd Durable { get; private set; }

    public long Length => file.Length;

    /// <summary>Makes all records so far void; what they held must be in the data file by now.</summary>
    public void BeginGeneration(JournalMark mark)
    {
        mark.Write(file);
        file.Flush();
        if (file.Length > KeptLength) file.SetLength(KeptLength);
        (_mark, _crc, _end, _flush) = (mark, mark.Seed, FirstRecord, 0);
        _versions.Clear();
        if (_buffer.Length > KeptBuffer) (_buffer, _plain) = (new byte[KeptBuffer], new byte[KeptBuffer]);
        Durable = new JournalEnd(mark, _end);
    }

    public void BeginGeneration() => BeginGeneration(_mark.Next());

    /// <summary>Appends pages <paramref name="first"/> … and returns when they are on the medium.</summary>
    public void Append(PageSlabs pages, int first)
    {
        if (_mark == default) throw new InvalidOperationException("The journal has no mark yet.");
        _flush++;
        while (first < pages.Count)
        {
            int count = Math.Min(JournalRecord.MaxPages, pages.Count - first);
            int most = JournalRecord.MaxSize / JournalRecord.MaxPages * (count + 1);
            if (_buffer.Length < most) (_buffer, _plain) = (new byte[most], new byte[most]);
            (int length, uint crc) = JournalRecord.Encode(_mark, _crc, _flush, pages, first, count, _versions, _plain, _buffer);
            file.Write(_end, _buffer.AsSpan(0, length));
            _end = NextBlock(_end + length);
            _crc = crc;
            first += count;
        }

        file.Flush();
        Durable = new JournalEnd(_mark, _end);
    }

    public static long NextBlock(long offset) => (offset + Block - 1) / Block * Block;
}
