using System.Runtime;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Mqtt;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// The daemon: everything the gateway is made of, put together in one place, and the order in which it starts and stops.
/// </summary>
internal sealed partial class Gateway : IAsyncDisposable
{
    /// <summary>By so much the heap may grow after it was tidied, before it is tidied again [our default].</summary>
    private const long UntidyBytes = 6 * 1024 * 1024;

    /// <summary>How long what was still gathered may take to reach the broker at a stop.</summary>
    private static readonly TimeSpan s_lastSend = TimeSpan.FromSeconds(1);

    /// <summary>By then every device was tried and the broker has been told what there is [our default].</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(5);

    /// <summary>How often memory may be tidied at most: all stand still for it, some tens of milliseconds [our default].</summary>
    private static readonly TimeSpan s_tidyPeriod = TimeSpan.FromMinutes(1);

    /// <summary>How long the polls under way may take to end at a stop.</summary>
    private static readonly TimeSpan s_lastPoll = TimeSpan.FromSeconds(1);

    private readonly GatewayOptions _options;
    private readonly GatewayStart _start;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _log;
    private readonly ClockSyncProbe _probe;
    private readonly PipelineInbox _inbox = new();
    private readonly CommitLoop _commits;
    private readonly PipelineLoop _pipeline;
    private readonly ClockLoop _clock;
    private readonly StoreWatch _storeWatch;
    private readonly PlatformLink? _link;
    private readonly DeviceMemories _memories;
    private readonly IReadOnlyList<Bus> _buses;
    private readonly List<BusLoop> _loops = [];
    private readonly List<OutputLoop> _outputs = [];
    private readonly List<Progress> _progress = [];
    private readonly FirstPolls _firstPolls;
    private readonly ControlServer _control;
    private bool _untidy = true;

    private Gateway(GatewayOptions options, GatewayStart start, ClockSyncProbe probe, ILoggerFactory loggers)
    {
        (_options, _start, _loggers, _probe) = (options, start, loggers, probe);
        _log = loggers.CreateLogger("edgeguard");
        _memories = OpenMemories();
        // Link and commits know each other: what is kept is sent, and what cannot be kept is sent at once.
        _commits = new CommitLoop(
            start.Store, Reopen, new LiveNumbers(start.Store.Epoch, start.Store.Boot), kept => _link?.Send(kept), live => _link?.Send(live), TimeProvider.System);
        _link = MakeLink();
        _clock = new ClockLoop(
            start.Clock, options.RoomTime, start.Clocks, _probe, clock => _commits.Post(() => start.Store.SaveClock(clock)), TellClock, _inbox.TryPost, NewestRecord());
        _pipeline = new PipelineLoop(start.Pipeline, _inbox, _commits, Watched("pipeline", TimeSpan.FromSeconds(20)).Step)
        {
            Told = options.Told,
            CarryOut = write => _ = CarryOut(write),
            Power = TellPower,
        };
        _buses = new BusBuilder(options.Board, start.Hardware, options.RoomTime, TimeProvider.System) { Memories = _memories, Tell = TellDevice }
            .Build(start.Configuration.Gateway, start.Configuration.Devices, start.Model);
        PolledDevice[] polled = [.. _buses.SelectMany(static b => b.Devices)];
        _firstPolls = new FirstPolls(_buses.Count + 1);
        foreach (Bus bus in _buses)
            AddLoop(bus.Name, bus.Devices, bus.Blocks, bus.LongestPoll);
        AddOutputs();
        AddLoop("gateway", [new PolledDevice(start.Model.Devices[0], new SelfMonitor(ReadSelf) { Answers = new AnswerPoints(polled) })], blocks: false, TimeSpan.Zero);
        TimeZoneInfo zone = RoomTimeZone.Of(start.Configuration.Gateway.Gateway);
        var roomClock = new RoomClock(start.Clocks, zone);
        _storeWatch = new StoreWatch(start.Store, start.Configuration.Gateway.Store, start.Clock, roomClock, _link is not null, TimeProvider.System);
        var alarms = new AlarmReporter(start.Clock, start.Clocks, zone);
        var actions = new AlarmActions(start.Model, _inbox, start.Clock, alarms);
        var status = new GatewayStatus(
            start, polled, alarms, () => _clock.Sync, () => _link?.State, () => start.DiskFault ?? _commits.Fault, () => _storeWatch.Figures, roomClock);
        var blackBox = new BlackBox(start.Model, start.Store, start.Clocks, zone);
        var history = new PointHistory(start.Model, start.Store, start.Clock, roomClock, TimeProvider.System);
        var journal = new JournalDesk(start.Store, start.Clocks);
        var operations = new OperationDesk(start.Model, _inbox, start.Clock, CarryOut);
        var scans = new ScanDesk(new ScanSite
        {
            Board = options.Board,
            Hardware = start.Hardware,
            Everything = () => new Hardware(options.ConfigFolder),
            Gateway = start.Configuration.Gateway,
            Devices = [.. start.Configuration.Devices],
            Time = TimeProvider.System,
            Polled = PolledBusOf,
        });
        Control = new GatewayControl(start.Model, _inbox, start.Clock, alarms, actions, PollNowAsync, status.Report, status.Report, blackBox, history, journal, operations, scans);
        _control = new ControlServer(options.SocketPath, Control.AnswersAsync, _log, TimeProvider.System);
    }

    public GatewayControl Control { get; }

    /// <summary>Opens what the options name and runs until cancelled.</summary>
    /// <returns>Exit code: 0 after an orderly stop, 1 when a loop broke or the configuration was refused.</returns>
    public static async Task<int> RunAsync(GatewayOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var notifier = new ServiceNotifier(new SystemdNotifier(), loggers.CreateLogger<ServiceNotifier>());
        var probe = new ClockSyncProbe();
        while (true)
        {
            GatewayStart start = await new StartExtension(notifier, TimeProvider.System).DuringAsync(
                _ => Task.FromResult(GatewayStart.Open(options, probe)), "opening the store", TimeSpan.FromMinutes(10), cancellationToken).ConfigureAwait(false);
            using (start.Store)
            await using (var gateway = new Gateway(options, start, probe, loggers))
            {
                if (await gateway.RunAsync(notifier, cancellationToken).ConfigureAwait(false) is { } exit)
                    return exit;
            }
        }
    }

    /// <returns>Exit code; null: the disk can be used again, and the gateway begins anew on it.</returns>
    private async Task<int?> RunAsync(ServiceNotifier notifier, CancellationToken cancellationToken)
    {
        TellStart();
        _control.Start();
        using var polling = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var serving = new CancellationTokenSource();
        Task pipeline = Task.Run(() => _pipeline.RunAsync(CancellationToken.None), CancellationToken.None);
        Task commits = Task.Run(() => _commits.RunAsync(CancellationToken.None), CancellationToken.None);
        Task link = _link is null ? Task.CompletedTask : Task.Run(() => _link.RunAsync(serving.Token), CancellationToken.None);
        List<Task> polls = [.. _loops.Select(l => Task.Run(() => l.RunAsync(polling.Token), CancellationToken.None))];
        polls.Add(new TickLoop(_start.Clock, _start.Clocks, RoomTimeZone.Of(_start.Configuration.Gateway.Gateway), _options.RoomTime, _inbox).RunAsync(polling.Token));
        polls.Add(_clock.RunAsync(polling.Token));
        polls.AddRange(_outputs.Select(o => o.RunAsync(polling.Token)));
        polls.Add(SnapshotLoopAsync(polling.Token));
        polls.Add(TelemetryLoopAsync(polling.Token));
        polls.Add(_storeWatch.RunAsync(polling.Token));
        polls.Add(WatchAsync(notifier, polling.Token));
        polls.Add(_control.RunAsync(polling.Token));
        Task diskIsBack = _start.DiskFault is null ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, polling.Token) : ReturnToDiskAsync(polling.Token);
        polls.Add(diskIsBack);
        _options.Running?.Invoke(Control);

        Task first = await Task.WhenAny([.. polls, pipeline, commits, .. _link is null ? (Task[])[] : [link]]).ConfigureAwait(false);
        bool again = first == diskIsBack && diskIsBack.IsCompletedSuccessfully;
        bool broken = !again && !cancellationToken.IsCancellationRequested;
        if (!again)
            notifier.Stopping();
        if (broken)
            LogBroken(_log, first.Exception);
        await polling.CancelAsync().ConfigureAwait(false);
        await StopAsync(polls, pipeline, commits, link, serving).ConfigureAwait(false);
        if (again)
            return null;
        LogStopped(_log);
        return broken ? 1 : 0;
    }

    /// <summary>No more polls, then outputs go to rest, what was read is judged, what was judged is kept, what was kept is sent, and goodbye is said.</summary>
    private async Task StopAsync(List<Task> polls, Task pipeline, Task commits, Task link, CancellationTokenSource serving)
    {
        // A bus whose driver hangs in the kernel must not keep the rest from ending well.
        await Task.WhenAny(Task.WhenAll(polls), Task.Delay(s_lastPoll, TimeProvider.System)).ConfigureAwait(false);
        await ReturnOutputsAsync(pipeline).ConfigureAwait(false);
        await _inbox.PostAsync(Note("stop", "gateway", Say("网关停止", "Gateway stopped")), CancellationToken.None).ConfigureAwait(false);
        _inbox.Complete();
        await pipeline.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pipeline.Keep(_start.Pipeline.Flush(_start.Clock.Now));
        PostSnapshot(_start.Pipeline.Snapshot(), _start.Clock.Now);
        KeepDevices();
        _commits.Complete();
        await Task.WhenAny(commits, Task.Delay(s_lastSend, TimeProvider.System)).ConfigureAwait(false);
        if (_link is { State.Connected: true })
            await UntilSentAsync().ConfigureAwait(false);
        await serving.CancelAsync().ConfigureAwait(false);
        await link.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task UntilSentAsync()
    {
        long since = TimeProvider.System.GetTimestamp();
        while (_start.Store.Stats is { PendingAlarms: > 0 } or { PendingTelemetry: > 0 } && TimeProvider.System.GetElapsedTime(since) < s_lastSend)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System).ConfigureAwait(false);
    }

    private async Task WatchAsync(ServiceNotifier notifier, CancellationToken cancellationToken)
    {
        var watchdog = new WatchdogLoop(notifier, _progress, WatchdogSettings.FromEnvironment(), TimeProvider.System, _loggers.CreateLogger<WatchdogLoop>());
        Task watching = watchdog.RunAsync(cancellationToken);
        await _firstPolls.WaitAsync(FirstPolls.LongestWait, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        notifier.Ready();
        LogRunning(_log, _start.Model.Devices.Count - 1, _start.Model.Points.Count, _start.Configuration.Hash);
        await Task.WhenAny(watching, TidyLoopAsync(cancellationToken)).Unwrap().ConfigureAwait(false);
    }

    /// <summary>
    /// A start needs several times the memory of the years after it, and by itself the collector would keep it. So does every connection to
    /// the broker: what the gateway tells of itself then is its largest message. And in a large gateway what polls leave behind gathers for
    /// minutes before the collector looks for it.
    /// </summary>
    private async Task TidyLoopAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(s_settled, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(s_tidyPeriod, TimeProvider.System);
        long tidied = 0;
        do
        {
            if (!Interlocked.Exchange(ref _untidy, false) && GC.GetGCMemoryInfo().TotalCommittedBytes < tidied + UntidyBytes)
                continue;
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            tidied = GC.GetGCMemoryInfo().TotalCommittedBytes;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task SnapshotLoopAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(GatewayStart.SnapshotPeriod, TimeProvider.System);
        var serials = new SerialSupply(_inbox, _start.Store.ReserveSerials);
        bool kept = false;
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            (PipelineSnapshot snapshot, MonotonicTime made) = await _inbox.AskAsync(
                null, (p, _) => (p.Snapshot(), _start.Clock.Now), cancellationToken).ConfigureAwait(false);
            // Nothing runs and nothing ran the last time: the flash card is spared.
            bool runs = snapshot.Alarms.Count > 0 || snapshot.Terms is { Length: > 0 };
            if (runs || kept)
                PostSnapshot(snapshot, made);
            kept = runs;
            KeepDevices();
            await serials.TopUpAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void PostSnapshot(PipelineSnapshot snapshot, MonotonicTime made)
    {
        var saved = new SavedSnapshot(snapshot, made, OsUptime.Read(), _options.RoomTime.GetUtcNow(), _clock.Sync == ClockSync.Sync);
        _commits.Post(() => _start.Store.SaveSnapshot(saved.Write()));
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        foreach (BusLoop loop in _loops)
            loop.Dispose();
        foreach (Bus bus in _buses)
            await bus.DisposeAsync().ConfigureAwait(false);
        _link?.Dispose();
        _commits.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Running: {Devices} devices, {Points} points, configuration {Hash}")]
    private static partial void LogRunning(ILogger logger, int devices, int points, string hash);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A loop of the gateway broke; it ends, to be started anew")]
    private static partial void LogBroken(ILogger logger, Exception? exception);
}
