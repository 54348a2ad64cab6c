using System.Globalization;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The gateway's store in its data folder: <c>alarms.db</c> (states, alarm outbox, journal), <c>telemetry-*.db</c>, <c>numbers</c> and the
/// snapshots of timers and windows.
/// Every call that returns has put on the medium what it was given, but for telemetry, which is gathered first, and for settling of
/// alarms, which goes there with the next alarm or some seconds later: what a power cut undoes of it is sent again under the same numbers. Alarms and telemetry fail apart: a fault of one leaves the other
/// working. Calls wait for the disk, but for <see cref="Stats"/>, <see cref="Active"/> and the properties, which never do.
/// </summary>
internal sealed partial class GatewayStore : IOutbox, IDisposable
{
    private static readonly TimeSpan PeekPatience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(3);
    private readonly Lock _gate = new();
    private readonly StoreFolder _folder;
    private readonly StoreConfig _config;
    private readonly IReadOnlyList<string> _consumers;
    private readonly NumberFile _numbers;
    private readonly SnapshotFiles _snapshots;
    private readonly SnapshotFiles _devices;
    private readonly TimeProvider _time;
    private readonly WearCount _wear;
    private readonly StoreHealth _health;
    private readonly OpenChunk _open = new();
    private readonly List<TelemetryGap> _lost = [];
    private readonly Suspicion _suspicion;
    private readonly List<StoreNotice> _notices = [];
    private AlarmDatabase _alarms;
    private TelemetrySegments _telemetry;
    private bool _telemetryUnbegun;
    private bool _telemetryLost;
    private (IReadOnlyList<MessageDraft> Drafts, IReadOnlyList<OutboxMessage> Messages)? _halfKept;

    private GatewayStore(StoreFolder folder, StoreConfig config, TimeProvider time, IReadOnlyList<string> consumers)
    {
        (_time, _wear) = (time, new WearCount(time));
        (_folder, _config, _consumers) = (new RunFolder(folder, _wear, Moment, Report), config, consumers);
        (_health, _suspicion) = (new StoreHealth(time), new Suspicion(time));
        StoreFormat.Check(_folder);
        _numbers = NumberFile.Open(_folder, _wear);
        _snapshots = new SnapshotFiles(_folder);
        _devices = new SnapshotFiles(_folder, "devices-");
        AlarmDatabase? alarms = null;
        try
        {
            _alarms = alarms = OpenAlarms(null, verify: false);
            (_telemetry, bool lost) = TelemetrySegments.Open(_folder, null, verify: false, Report);
            Begin(lost);
            if (_folder.FreeBytes is { } free && free + Stats.Bytes < config.BudgetBytes)
                Report(BudgetWords.LargerThanDisk(config.BudgetBytes, free + Stats.Bytes));
        }
        catch
        {
            alarms?.Dispose();
            _telemetry?.Dispose();
            _numbers.Dispose();
            throw;
        }
    }

    /// <summary>Random id of the number sequences in use.</summary>
    public string Epoch { get; private set; } = "";

    /// <summary>Number of this run, for <see cref="MonotonicTime"/>.</summary>
    public uint Boot { get; private set; }

    /// <summary>What people must know about how the store was opened: damaged files put aside, numbers skipped. Empty when all was well.</summary>
    public IReadOnlyList<StoreNotice> Notices
    {
        get
        {
            lock (_notices) return [.. _notices];
        }
    }

    /// <summary>What the store has asked of its medium so far. Never blocks.</summary>
    public StoreWear Wear => _wear.Total;

    public OutboxStats Stats => _health.Stats;

    /// <summary>Of the journal, and of the alarm messages beside it as long as none waits [our default: a sixteenth of the budget each].</summary>
    private long AlarmShare => Math.Max(_config.BudgetBytes / 16, 64 * 1024);

    /// <summary>Opens the store of a folder, or begins one. A damaged database is put aside, told in <see cref="Notices"/>, and a new one begun.</summary>
    /// <param name="consumers">Who must have every message; null: <c>mqtt</c>. One that is no longer named holds nothing back.</param>
    /// <exception cref="OutboxFaultException">The disk fails, or another process has the store open.</exception>
    public static GatewayStore Open(string directory, StoreConfig config, TimeProvider time, IReadOnlyList<string>? consumers = null)
    {
        try
        {
            return Open(new DiskFolder(directory), config, time, consumers);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutboxFaultException($"{directory} cannot be opened: {e.Message}", e);
        }
    }

    public static GatewayStore Open(StoreFolder folder, StoreConfig config, TimeProvider time, IReadOnlyList<string>? consumers) =>
        new(folder, config, time, consumers ?? ["mqtt"]);

    /// <summary>First of <paramref name="count"/> serial numbers in a row (0..4294967295) that were never given before; also while the databases fail.</summary>
    public uint ReserveSerials(int count) => _numbers.ReserveSerials(count);

    private string Moment() => string.Create(
        CultureInfo.InvariantCulture, $"{_time.GetUtcNow():yyyyMMdd'T'HHmm'Z'}-b{(Boot > 0 ? Boot : _numbers.Marks.Boot + 1)}");

    /// <summary>Starts anew from the disk after a fault; false while it fails still.</summary>
    public bool TryReopen()
    {
        if (!_gate.TryEnter(PeekPatience)) return false;
        try
        {
            if (_alarms.Fault is not null) ReopenAlarms();
            if (_telemetry.Fault is not null || _telemetryUnbegun) ReopenTelemetry();
            Refresh();
            return true;
        }
        catch (Exception e) when (e is OutboxFaultException or IOException or UnauthorizedAccessException)
        {
            _health.Fail(e.Message);
            return false;
        }
        finally
        {
            _gate.Exit();
        }
    }

    public void Dispose()
    {
        // A disk that hangs must not keep the process from ending; what was acknowledged is safe.
        if (!_gate.TryEnter(ClosePatience)) return;
        try
        {
            CloseTelemetry();
            _alarms.Dispose();
            _telemetry.Dispose();
            _numbers.Dispose();
        }
        finally
        {
            _gate.Exit();
        }
    }
}
