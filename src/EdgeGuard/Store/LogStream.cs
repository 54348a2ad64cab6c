namespace EdgeGuard.Gateway.Store;

/// <summary>
/// LiteDB's log as it sees it: pages that live in memory only. What reaches the medium are the journal records made of them, one a
/// commit. LiteDB writes from a thread of its own and may do so after its commit has returned, hence the waiting; a write from that
/// thread must never throw, for LiteDB would then wait for the dead thread for ever.
/// </summary>
internal sealed class LogStream(JournalFile journal, StickyFault fault) : PageStream
{
    private readonly object _gate = new();
    private readonly PageSlabs _pages = new();
    private int _synced;
    private long _confirms;

    /// <summary>Transactions whose last page has arrived here; never falls.</summary>
    public long Confirms => Volatile.Read(ref _confirms);

    /// <summary>As <see cref="Confirms"/>, for those that are on the medium.</summary>
    public long DurableConfirms { get; private set; }

    public override long Length
    {
        get
        {
            lock (_gate) return (long)_pages.Count * DatabasePage.Size;
        }
    }

    /// <summary>Everything that arrived is on the medium.</summary>
    public bool IsSynced
    {
        get
        {
            lock (_gate) return _synced == _pages.Count;
        }
    }

    /// <summary>LiteDB's own idea of when to flush is not needed; see <see cref="Sync"/>.</summary>
    public override void Flush()
    {
    }

    /// <summary>The log is emptied after a checkpoint; what it held must be on the medium as data by then.</summary>
    public override void SetLength(long value)
    {
        fault.ThrowIfSet();
        lock (_gate)
        {
            if (value == (long)_pages.Count * DatabasePage.Size) return;
            if (value != 0) throw new NotSupportedException("The log is only ever emptied.");
            if (_synced != _pages.Count) throw new InvalidOperationException("The log was emptied before it was kept.");
            journal.BeginGeneration();
            _pages.Clear();
            _synced = 0;
        }
    }

    /// <summary>Waits until LiteDB has handed over a confirmed transaction beyond <paramref name="seen"/>.</summary>
    public bool AwaitConfirm(long seen, TimeSpan limit)
    {
        lock (_gate)
        {
            while (_confirms <= seen)
            {
                if (fault.First is not null || !Monitor.Wait(_gate, limit)) return false;
            }

            return true;
        }
    }

    /// <summary>Puts all pages that arrived since the last time on the medium.</summary>
    public void Sync()
    {
        fault.ThrowIfSet();
        lock (_gate)
        {
            if (_synced == _pages.Count) return;
            long confirms = _confirms;
            journal.Append(_pages, _synced);
            _synced = _pages.Count;
            DurableConfirms = confirms;
        }
    }

    protected override void ReadPage(long index, Span<byte> page)
    {
        lock (_gate) _pages[checked((int)index)].CopyTo(page);
    }

    protected override void WritePage(long index, ReadOnlySpan<byte> page)
    {
        lock (_gate)
        {
            if (index != _pages.Count)
            {
                fault.Set(new InvalidOperationException($"Log page {index} came when {_pages.Count} was due."), ofMedium: false);
                Monitor.PulseAll(_gate);
                return;
            }

            page.CopyTo(_pages.Add());
            if (!DatabasePage.Confirms(page)) return;
            Volatile.Write(ref _confirms, _confirms + 1);
            Monitor.PulseAll(_gate);
        }
    }
}
