using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using LiteDB;
using LiteDB.Engine;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// A LiteDB database that survives power cuts: one journal record and one flush a commit, checkpoints that a torn page cannot harm,
/// and recovery before LiteDB sees the files; what it reads is what it wrote, by checksum. One caller at a time, readers too. After a fault the instance is of no more use; what
/// was acknowledged is found again by opening the files anew.
/// </summary>
internal sealed class PowerSafeDatabase : IDisposable
{
    private static readonly TimeSpan ConfirmLimit = TimeSpan.FromSeconds(10);
    private readonly StickyFault _fault = new();
    private readonly GuardedFile _dataFile;
    private readonly GuardedFile _logFile;
    private readonly GuardedFile _checksumFile;
    private DataStream _data = null!;
    private JournalFile _journal = null!;
    private LogStream _log = null!;
    private LiteDatabase _database = null!;

    private PowerSafeDatabase(BlockFile data, BlockFile log, BlockFile checksums)
    {
        _dataFile = new GuardedFile(data, _fault);
        _logFile = new GuardedFile(log, _fault);
        _checksumFile = new GuardedFile(checksums, _fault);
    }

    public string? Fault => _fault.First?.Message;

    public bool FaultOfMedium => _fault.OfMedium;

    /// <summary>What the journal holds for certain; to be handed to the next <see cref="Open"/> in the same process.</summary>
    public JournalEnd Acknowledged => _journal.Durable;

    public long Bytes => _dataFile.Length + _logFile.Length + _checksumFile.Length;

    /// <param name="checkpointPages">Log pages after which they are merged into the data file; sets memory against bytes written.</param>
    /// <param name="until">In the same process after a fault: <see cref="Acknowledged"/> of the instance before.</param>
    /// <exception cref="OutboxFaultException">The medium fails, or a newer program wrote the database.</exception>
    /// <exception cref="InvalidDataException">What stands in the files is no database.</exception>
    public static PowerSafeDatabase Open(StoreFolder folder, string name, int checkpointPages, JournalEnd? until)
    {
        BlockFile? data = null, log = null;
        PowerSafeDatabase? opened = null;
        try
        {
            data = folder.Open(name + DatabaseFiles.Data);
            log = folder.Open(name + DatabaseFiles.Log);
            StoreFormat.Check(name, JournalMark.FormatOf(log), data);
            opened = new PowerSafeDatabase(data, log, folder.Open(name + DatabaseFiles.Checksums));
            folder.Flush();
            int renewed = opened.Start(checkpointPages, until);
            if (renewed > 0) folder.Tell(ChecksumsRenewed(name, renewed));
            return opened;
        }
        catch (Exception e)
        {
            bool ofMedium = opened is null || opened.FaultOfMedium || e is IOException or UnauthorizedAccessException;
            opened?.Dispose();
            data?.Dispose();
            log?.Dispose();
            if (e is OutboxFaultException && opened is null) throw;
            if (ofMedium) throw new OutboxFaultException($"{name} cannot be opened: {e.Message}", e);
            throw new InvalidDataException($"{name} is damaged: {e.Message}", e);
        }
    }

    /// <summary>Runs one transaction; it is on the medium when this returns, or never was.</summary>
    /// <param name="work">Must change something: LiteDB confirms no empty transaction.</param>
    /// <exception cref="OutboxFaultException">Nothing was kept.</exception>
    public void Commit(Action<ILiteDatabase> work) => Commit(work, sync: true);

    /// <summary>
    /// Runs one transaction that goes to the medium with the next <see cref="Commit(Action{ILiteDatabase})"/>, in the same flush, or at
    /// an orderly end. A power cut before that loses it.
    /// </summary>
    /// <exception cref="OutboxFaultException">It is lost.</exception>
    public void CommitLazily(Action<ILiteDatabase> work) => Commit(work, sync: false);

    /// <summary>Something was committed lazily and is not on the medium yet.</summary>
    public bool IsBehind => !_log.IsSynced;

    /// <summary>Puts what was committed lazily on the medium.</summary>
    /// <exception cref="OutboxFaultException">It is lost.</exception>
    public void Sync()
    {
        _fault.ThrowIfSet();
        try
        {
            _log.Sync();
        }
        catch (Exception e)
        {
            _fault.Set(e, ofMedium: false);
            throw new OutboxFaultException($"What was settled was not kept: {e.Message}", e);
        }
    }

    private void Commit(Action<ILiteDatabase> work, bool sync)
    {
        _fault.ThrowIfSet();
        long before = _log.Confirms;
        try
        {
            _database.BeginTrans();
            work(_database);
            _database.Commit();
            Keep(before, sync);
        }
        catch (Exception e)
        {
            _fault.Set(e, ofMedium: false);
            Rollback();
            // The checkpoint that LiteDB runs inside a commit can fail after the commit itself was kept.
            if (_log.DurableConfirms <= before) throw new OutboxFaultException($"Nothing was kept: {e.Message}", e);
        }
    }

    /// <summary>Reads; the result must not be lazy.</summary>
    public T Read<T>(Func<ILiteDatabase, T> query)
    {
        _fault.ThrowIfSet();
        try
        {
            return query(_database);
        }
        catch (Exception e)
        {
            _fault.Set(e, ofMedium: false);
            throw new OutboxFaultException($"The store cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Merges the log into the data file. Not on a faulted store, where LiteDB would wait for ever.</summary>
    public void Checkpoint()
    {
        _fault.ThrowIfSet();
        try
        {
            _database.Checkpoint();
        }
        catch (Exception e)
        {
            _fault.Set(e, ofMedium: false);
            throw new OutboxFaultException($"The checkpoint failed: {e.Message}", e);
        }
    }

    /// <summary>Reads every page once; the instance is out of order when one is not what was written.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="OutboxFaultException">One is damaged.</exception>
    public int VerifyPages() => Read(_ => _data.Verify());

    public void Dispose()
    {
        try
        {
            _database?.Dispose();
            // A clean stop leaves an empty log; its room is worth having back in segments that are only read.
            if (_fault.First is null && _log is { Length: 0 } && _logFile.Length > JournalFile.FirstRecord)
                _logFile.SetLength(JournalFile.FirstRecord);
        }
        catch (Exception e)
        {
            _fault.Set(e, ofMedium: false);
        }
        finally
        {
            _log?.Dispose();
            _dataFile.Dispose();
            _logFile.Dispose();
            _checksumFile.Dispose();
        }
    }

    /// <returns>Pages whose checksums were not known, and were taken as they stood.</returns>
    private int Start(int checkpointPages, JournalEnd? until)
    {
        var checksums = PageChecksums.Read(_checksumFile, _dataFile.Length / DatabasePage.Size);
        JournalMark? mark = JournalRecovery.Run(_dataFile, _logFile, checksums, until);
        _journal = new JournalFile(_logFile);
        int renewed = 0;
        if (mark is { } old)
        {
            renewed = checksums.Renew(_dataFile);
            checksums.Save();
            _journal.BeginGeneration(old.Next());
        }
        else
        {
            checksums = BeginFiles();
        }

        StartDatabase(checksums, isNew: mark is null, checkpointPages);
        return renewed;
    }

    /// <summary>From now on a cut leaves a database that is known to be unfinished, and is begun again.</summary>
    private PageChecksums BeginFiles()
    {
        JournalMark.Begin().Write(_logFile);
        _logFile.Flush();
        if (_checksumFile.Length > 0) _checksumFile.SetLength(0);
        return PageChecksums.Read(_checksumFile, 0);
    }

    private void StartDatabase(PageChecksums checksums, bool isNew, int checkpointPages)
    {
        _log = new LogStream(_journal, _fault);
        _data = new DataStream(_dataFile, checksums, _log, _fault);
        _database = new LiteDatabase(new LiteEngine(new EngineSettings
        {
            DataStream = _data,
            LogStream = _log,
            Collation = Collation.Binary,
        }));
        // A new database: its first page is on the medium now, and only from here on does the journal count.
        if (isNew) _journal.BeginGeneration(default(JournalMark).Next());
        if (_database.CheckpointSize == checkpointPages) return;
        long before = _log.Confirms;
        _database.CheckpointSize = checkpointPages;
        Keep(before, sync: true);
    }

    private void Keep(long before, bool sync)
    {
        if (!_log.AwaitConfirm(before, ConfirmLimit))
            throw new TimeoutException("LiteDB has not written its transaction within 10 s.");
        if (sync) _log.Sync();
    }

    private static StoreNotice ChecksumsRenewed(string name, int pages) => new(
        new Words(
            $"{name}{DatabaseFiles.Data} 有 {pages} 页的校验和缺失或损坏，已按现有数据重建；数据无丢失。",
            $"The checksums of {pages} pages of {name}{DatabaseFiles.Data} were missing or damaged and are made anew from the data; nothing is lost."),
        IsTrouble: false);

    private void Rollback()
    {
        try
        {
            _database.Rollback();
        }
        catch (Exception e)
        {
            // The first fault is the one that counts; the instance is given up either way.
            _fault.Set(e, ofMedium: false);
        }
    }
}
