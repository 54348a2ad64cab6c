using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Mqtt;
using EdgeGuard.Gateway.Replay;
using EdgeGuard.Gateway.Store;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>How the single parts are made, and what they tell each other.</summary>
internal sealed partial class Gateway
{
    /// <summary>
    /// Devices that are alone on their buses are read in so many groups, spread over the period [our default]: all at once, an alarm waits
    /// behind all of them; each for itself, waking up costs more than reading.
    /// </summary>
    private const int Groups = 8;

    private volatile IReadOnlyList<Words> _clockJumps = [];
    private int _noticesTold;

    private PlatformLink? MakeLink()
    {
        GatewayConfig config = _start.Configuration.Gateway;
        if (config.Mqtt is null)
            return null;
        long firstSeq = _start.Store.NextSeq("alarm");
        return new PlatformLink(new PlatformLinkParts
        {
            Config = config.Mqtt,
            Gateway = config.Gateway,
            Store = _start.Store,
            Durable = _start.DiskFault is null,
            Clock = _start.Clock,
            Clocks = _start.Clocks,
            Birth = () => new Birth(_start.Store.Boot, _start.Store.Epoch, firstSeq, GatewayStatus.Version, _start.Configuration.Hash, _clock.Sync, _start.Store.JournalHead)
            {
                Reason = _powerFails ? "power" : null,
            },
            Points = () => PointCatalogue.Write(_start.Configuration, _start.Model, _start.Hardware, _memories.TextsOf),
            AlarmKeys = () => [.. _start.Model.Alarms.Select(alarm => alarm.Key)],
            Origin = _start.Model.Origin,
            Changed = TellLink,
            Rejected = (message, reason) => Post(Note("rejected", $"{message.Content.Stream} {message.Seq}", reason)),
            Told = TellPlatform,
            Answer = draft => _commits.Post(CommitBatch.Empty with { Messages = [draft] }),
            InStoresTurn = _commits.Post,
        });
    }

    private Progress Watched(string name, TimeSpan allowedSilence)
    {
        var progress = new Progress(name, allowedSilence);
        _progress.Add(progress);
        return progress;
    }

    private void AddLoop(string name, IReadOnlyList<PolledDevice> devices, bool blocks, TimeSpan longestPoll)
    {
        // A loop that waits steps every 5 s; one that polls, after every device.
        Progress progress = Watched($"bus {name}", TimeSpan.FromSeconds(10) + longestPoll);
        var loop = new BusLoop(name, devices, _start.Clock, _options.RoomTime, _inbox, progress.Step, blocks ? new BusThread(name) : null)
        {
            FirstRound = _firstPolls.RoundTried,
        };
        if (devices is [var alone])
            alone.Schedule.BeatAt((double)(_loops.Count % Groups) / Groups);
        _loops.Add(loop);
        foreach (PolledDevice device in devices)
        {
            if (device.Source is OpeningSource source)
                source.Opened = opened => WakeOnChange(opened, loop, device);
        }
    }

    private static void WakeOnChange(IPointSource opened, BusLoop loop, PolledDevice device)
    {
        if (((opened as ExpanderContacts)?.Contacts ?? opened as Contacts) is { } contacts)
            contacts.Changed = () => loop.Wake(device);
    }

    /// <summary>Polls a device out of turn; false when there is none of that name.</summary>
    private async Task<bool> PollNowAsync(string device, CancellationToken cancellationToken)
    {
        for (int i = 0; i < _buses.Count; i++)
        {
            PolledDevice? polled = _buses[i].Devices.FirstOrDefault(d => d.Device.Id == device);
            if (polled is null)
                continue;
            Task polledOnce = polled.NextPoll;
            _loops[i].Wake(polled);
            await Task.WhenAny(polledOnce, Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, cancellationToken)).ConfigureAwait(false);
            return true;
        }

        return false;
    }

    private PolledBus? PolledBusOf(string key)
    {
        for (int i = 0; i < _buses.Count; i++)
        {
            if (_buses[i].Name == key)
                return new PolledBus(_loops[i].TakeTurnAsync, _buses[i].ForGuests);
        }

        return null;
    }

    /// <summary>Opens a faulted store anew; one that had to begin from nothing is told again what stands.</summary>
    private bool Reopen()
    {
        string epoch = _start.Store.Epoch;
        if (!_start.Store.TryReopen())
            return false;
        TellNotices(_start.Store.Notices);
        if (_start.Store.Epoch != epoch)
        {
            _inbox.TryPost(new RestateInput(_start.Clock.Now));
            _link?.Announce();
        }

        return true;
    }

    /// <summary>
    /// A run whose disk could not be used looks whether it can be again; then what stands is kept there, with what was not sent yet, and
    /// the gateway begins anew on it.
    /// </summary>
    private async Task ReturnToDiskAsync(CancellationToken cancellationToken)
    {
        LogNoDisk(_log, _options.DataFolder, _start.DiskFault!);
        using var timer = new PeriodicTimer(StoreOpening.Retry, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            // What is on its way goes out under the numbers it has; while there is no broker, the disk is the safer place for it.
            if (_start.Store.Stats.PendingAlarms > 0 && _link is { State.Connected: true })
                continue;
            CommitBatch standing = await _inbox.AskAsync(
                new RestateInput(_start.Clock.Now), (_, output) => output!.ToBatch(), cancellationToken).ConfigureAwait(false);
            BootClock clock = _start.Clocks.Of(_start.Store.Boot)!;
            if (await Task.Run(
                () => StoreOpening.TryMove(_start.Store, standing, clock, _options.DataFolder, _start.Configuration.Gateway.Store), cancellationToken).ConfigureAwait(false))
            {
                LogDiskBack(_log, _options.DataFolder);
                return;
            }
        }
    }

    private async Task TelemetryLoopAsync(CancellationToken cancellationToken)
    {
        var keeper = new TelemetryKeeper(_start.Store, _start.Model.Language, kept => _link?.Send(kept));
        using var timer = new PeriodicTimer(TelemetryKeeper.Period, TimeProvider.System);
        do
        {
            _commits.Post(keeper.Tend);
            // On borrowed power the next moment may be the last.
            if (_powerFails)
                _commits.Post(_start.Store.FlushTelemetry);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private SelfReading ReadSelf()
    {
        OutboxStats stats = _start.Store.Stats;
        IReadOnlyList<StoreNotice> notices = _start.Store.Notices;
        TellNotices(notices);
        return new SelfReading(
            _start.DiskFault ?? _commits.Fault ?? stats.Fault,
            _start.Refused,
            _clock.Sync,
            stats.DeadLetters,
            stats.DroppedTelemetry + _commits.LostTelemetry)
        {
            StoreNotices = [.. notices.Where(static n => n.IsTrouble).Select(static n => n.Text)],
            ClockJumps = _clockJumps,
            Store = _storeWatch.Figures,
        };
    }

    /// <summary>Those that have come since: some come only while the store is used.</summary>
    private void TellNotices(IReadOnlyList<StoreNotice> notices)
    {
        // Several loops meet them.
        int told = Interlocked.Exchange(ref _noticesTold, notices.Count);
        foreach (Words notice in notices.Skip(told).Select(static n => n.Text))
        {
            LogNotice(_log, notice.En);
            Post(Note("store", "store", Say(notice.Zh, notice.En)));
        }
    }

    /// <summary>All lines of the journal are dated by these.</summary>
    private void TellClock(ClockStep step)
    {
        if (step.Moved != TimeSpan.Zero)
            _link?.NotifyClockStep();
        Post(Note("clock", $"boot {step.Now.Boot}", Say(step.Text.Zh, step.Text.En)));
        if (step.Jump is not { } jump)
            return;
        LogClockJump(_log, jump.En);
        Post(Note("clock", "clock", Say(jump.Zh, jump.En)));
        _clockJumps = [.. _clockJumps, jump];
    }

    /// <summary>When the newest thing that earlier runs wrote down happened; null where no clock tells.</summary>
    private DateTimeOffset? NewestRecord()
    {
        try
        {
            return _start.Store.Journal(1) is [var newest] && _start.Clocks.Resolve(newest.At) is { Sync: not ClockSync.Unsynced } known ? known.Utc : null;
        }
        catch (OutboxFaultException)
        {
            // The store's own fault is told as an alarm; the room is watched all the same.
            return null;
        }
    }

    private void TellStart()
    {
        _clock.Look();
        TellNotices(_start.Store.Notices);
        if (_start.Refused is { } refused)
        {
            LogRefused(_log, refused);
            Post(Note("config", "configuration", Say($"配置被拒绝，沿用 {_start.Configuration.Hash}：{refused}", $"Configuration refused, {_start.Configuration.Hash} goes on: {refused}")));
        }

        if (_start.Restored != CommitBatch.Empty)
            _commits.Post(_start.Restored);
        Post(Note("start", "gateway", Say($"网关启动，配置 {_start.Configuration.Hash}", $"Gateway started, configuration {_start.Configuration.Hash}")));
    }

    private void TellLink(LinkState state)
    {
        _inbox.TryPost(new LinkInput(_start.Clock.Now, state.Connected));
        Volatile.Write(ref _untidy, true);
        if (state.Connected)
            LogConnected(_log, state.Broker, state.Protocol);
        else
            LogDisconnected(_log, state.Broker, state.Error);
        string text = state.Connected
            ? Say($"已连接，MQTT {state.Protocol}", $"connected, MQTT {state.Protocol}")
            : Say($"未连接：{state.Error}", $"not connected: {state.Error}");
        Post(Note("link", state.Broker, state.Connected && state.Error is { } complaint ? $"{text}; {complaint}" : text));
    }

    private void TellPlatform(bool taken, string topic, Words what)
    {
        string text = what.In(_start.Model.Language);
        if (taken)
            LogPlatform(_log, topic, text);
        else
            LogPlatformRefused(_log, topic, text);
        Post(Note("command", topic, text));
    }

    private NoteInput Note(string kind, string subject, string text) => new(_start.Clock.Now, kind, subject, text);

    private string Say(string zh, string en) => _start.Model.Language == Language.Zh ? zh : en;

    /// <summary>From threads that must not wait; a note that finds the inbox full or closed is in the log all the same.</summary>
    private void Post(NoteInput note) => _inbox.TryPost(note);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The data folder {Folder} cannot be used, everything is in memory alone: {Fault}")]
    private static partial void LogNoDisk(ILogger logger, string folder, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The data folder {Folder} can be used again; what stands was kept there, and the gateway begins anew on it")]
    private static partial void LogDiskBack(ILogger logger, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Store: {Notice}")]
    private static partial void LogNotice(ILogger logger, string notice);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Clock: {Jump}")]
    private static partial void LogClockJump(ILogger logger, string jump);

    [LoggerMessage(Level = LogLevel.Error, Message = "The configuration was refused; the one accepted last runs. First error: {Error}")]
    private static partial void LogRefused(ILogger logger, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to {Broker}, MQTT {Protocol}")]
    private static partial void LogConnected(ILogger logger, string broker, string? protocol);

    [LoggerMessage(Level = LogLevel.Information, Message = "Platform, {Topic}: {What}")]
    private static partial void LogPlatform(ILogger logger, string topic, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Platform, {Topic}: {What}")]
    private static partial void LogPlatformRefused(ILogger logger, string topic, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not connected to {Broker}: {Error}")]
    private static partial void LogDisconnected(ILogger logger, string broker, string? error);
}
