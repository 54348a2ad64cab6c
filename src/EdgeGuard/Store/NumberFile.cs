using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// <c>numbers</c>: how far runs, serials and stream numbers were given out, kept apart from the databases so that losing one of those
/// repeats no number. Written ahead in blocks. Two slots take turns; a torn one leaves the one before. Safe for several threads.
/// It also carries what was asked of the medium so far, since it is written now and then anyway.
/// </summary>
internal sealed class NumberFile : IDisposable
{
    public const string FileName = "numbers";

    /// <summary>Numbers of a stream reserved at a time.</summary>
    public const long SeqBlock = 1024;

    /// <summary>Longest time of wear that a power cut may leave uncounted [our default].</summary>
    private static readonly TimeSpan WearPeriod = TimeSpan.FromHours(6);

    private const long SerialRange = 1L << 32;
    private const int SlotSize = 4096;
    private readonly Lock _gate = new();
    private readonly BlockFile _file;
    private readonly WearCount _wear;
    private NumberMarks _marks;

    /// <summary>Before the run has begun nothing is written: the store may yet be refused.</summary>
    private bool _begun;

    private NumberFile(BlockFile file, NumberMarks? marks, bool damaged, WearCount wear)
    {
        _file = file;
        _wear = wear;
        wear.Resume((marks ?? NumberMarks.None).Wear);
        IsNew = marks is null;
        IsDamaged = damaged;
        _marks = marks ?? NumberMarks.None;
    }

    public bool IsNew { get; }

    /// <summary>There was content, and none of it is valid.</summary>
    public bool IsDamaged { get; }

    public NumberMarks Marks
    {
        get
        {
            lock (_gate) return _marks;
        }
    }

    public static NumberFile Open(StoreFolder folder, WearCount wear)
    {
        BlockFile? file = null;
        try
        {
            file = folder.Open(FileName);
            folder.Flush();
            NumberMarks? newest = null;
            byte[] slot = new byte[SlotSize];
            for (int i = 0; i < 2; i++)
            {
                Array.Clear(slot);
                _ = file.Read(i * SlotSize, slot);
                if (NumberMarks.TryRead(slot) is { } marks && (newest is null || marks.Version > newest.Version)) newest = marks;
            }

            return new NumberFile(file, newest, damaged: newest is null && file.Length > 0, wear);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new OutboxFaultException($"{FileName} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Begins a run, above whatever the databases remember.</summary>
    public uint BeginBoot(uint boot, long serials)
    {
        lock (_gate)
        {
            uint next = Math.Max(_marks.Boot, boot) + 1;
            Write(_marks with { Boot = next, Serials = Math.Max(_marks.Serials, serials) });
            _begun = true;
            return next;
        }
    }

    /// <summary>First of <paramref name="count"/> serial numbers in a row that were never given before.</summary>
    public uint ReserveSerials(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_gate)
        {
            long first = _marks.Serials;
            if ((first % SerialRange) + count > SerialRange) first = ((first / SerialRange) + 1) * SerialRange;
            Write(_marks with { Serials = first + count });
            return (uint)(first % SerialRange);
        }
    }

    /// <summary>Makes sure that a stream's numbers up to this one are marked as given before they are.</summary>
    /// <param name="block">How many more are marked, so that not every call writes.</param>
    public void Cover(IEnumerable<KeyValuePair<string, long>> streams, long block)
    {
        lock (_gate)
        {
            List<KeyValuePair<string, long>> beyond =
                [.. streams.Where(stream => stream.Value > _marks.Streams.GetValueOrDefault(stream.Key))];
            if (beyond.Count == 0) return;
            Write(_marks with
            {
                Streams = _marks.Streams.SetItems(beyond.Select(stream => KeyValuePair.Create(stream.Key, stream.Value + block))),
            });
        }
    }

    /// <summary>Makes a counter durable that others count; false when it is not above what it was.</summary>
    public bool Raise(string counter, long value)
    {
        lock (_gate)
        {
            if (_marks.Streams.TryGetValue(counter, out long last) && value <= last) return false;
            Write(_marks with { Streams = _marks.Streams.SetItem(counter, value) });
            return true;
        }
    }

    /// <summary>Numbers of a stream above this one were marked and never given.</summary>
    public void Return(string stream, long last)
    {
        lock (_gate)
        {
            if (_marks.Streams.GetValueOrDefault(stream) > last) Write(_marks with { Streams = _marks.Streams.SetItem(stream, last) });
        }
    }

    /// <summary>Keeps the count of wear where nothing else was written for long: four blocks a day at most. Never fails.</summary>
    public void KeepWear()
    {
        lock (_gate)
        {
            if (_wear.Total.Over - _marks.Wear.Over >= WearPeriod) TryWrite();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_begun) TryWrite();
        }

        _file.Dispose();
    }

    private void TryWrite()
    {
        try
        {
            Write(_marks);
        }
        catch (OutboxFaultException)
        {
            // A count that is a little behind harms nobody; whoever needs a number next is told of the disk.
        }
    }

    private void Write(NumberMarks next)
    {
        next = next with { Version = _marks.Version + 1, Wear = _wear.Total };
        Span<byte> slot = stackalloc byte[SlotSize];
        next.Write(slot);
        try
        {
            _file.Write(next.Version % 2 * SlotSize, slot);
            _file.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutboxFaultException($"No numbers can be given: {e.Message}", e);
        }

        _marks = next;
    }
}
