using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>The way to the platform's broker, put together, and what the platform may want over it.</summary>
internal sealed class PlatformLink : IPlatformWishes, IDisposable
{
    /// <summary>How often the platform is told the newest line of a journal that grows [our default].</summary>
    private static readonly TimeSpan s_refresh = TimeSpan.FromMinutes(10);

    private readonly PlatformLinkParts _parts;
    private readonly MqttConnection _connection;
    private readonly PublishLoop _loop;
    private readonly PlatformGate _gate;
    private readonly PlatformInbox? _inbox;

    public PlatformLink(PlatformLinkParts parts)
    {
        _parts = parts;
        MqttConfig config = parts.Config;
        var tuning = new MqttTuning { HistoryRate = config.HistoryRate };
        var topics = new MqttTopics(parts.Gateway.Site, parts.Gateway.Id);
        var envelopes = new EnvelopePool(parts.Gateway.Id, parts.Clocks, RoomTimeZone.Of(parts.Gateway));
        var history = new HistoryRule(() => parts.Clock.Now, tuning.HistoryAge);
        _gate = new PlatformGate(config.PlatformKeys, () => parts.Store.Epoch, () => parts.Clocks.Resolve(parts.Clock.Now), parts.Store.RaiseCounter);
        // An acknowledgement that settles nothing is not listened to.
        _inbox = config.PlatformKeys.Count == 0 ? null
            : new PlatformInbox(_gate, topics, config.Settle == SettleBy.Platform, this, Refused, TimeProvider.System);
        _connection = new MqttConnection(config, parts.Gateway, parts.Birth, parts.Points, tuning, TimeProvider.System, _inbox?.Inbound);
        var publisher = new MqttPublisher(_connection, topics, envelopes, history);
        _loop = new PublishLoop(new PublishLoopParts
        {
            Outbox = parts.Store,
            Consumer = CommitLoop.PublishConsumer,
            Publisher = parts.Durable ? publisher : new VolatilePublisher(publisher),
            ActivePublisher = new ActivePublisher(_connection, topics, envelopes),
            ReplayPublisher = new ReplayPublisher(_connection, topics, envelopes),
            BirthPublisher = new BirthPublisher(_connection),
            Connection = _connection,
            Actives = parts.Store.Active,
            History = history,
            PlatformPatience = config.Settle == SettleBy.Platform ? config.AckTimeout : null,
            Tuning = tuning,
            MaxBackoff = config.MaxBackoff,
            Random = Random.Shared.NextDouble,
            Time = TimeProvider.System,
            LinkChanged = parts.Changed,
            Rejected = parts.Rejected,
        });
    }

    public LinkState State => _loop.State with { RefusedInbound = _inbox?.Refused ?? 0 };

    /// <summary>What was just kept goes out without the way back through the disk.</summary>
    public void Send(IReadOnlyList<OutboxMessage> kept)
    {
        foreach (OutboxMessage message in kept)
            _loop.EnqueueLive(message);
    }

    public void Send(OutboxMessage live) => _loop.EnqueueLive(live);

    /// <summary>There is something in the outbox that was not handed over, or not at a time when it could be sent.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>What the gateway announces of itself has changed.</summary>
    public void Announce() => _loop.Rebirth();

    /// <summary>Sends the alarms that wait, and connects anew with another status and will.</summary>
    public void Redial() => _loop.Redial();

    public void NotifyClockStep() => _connection.NotifyClockStep();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task listening = _inbox?.RunAsync(ended.Token) ?? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended.Token);
        Task refreshing = RefreshAsync(ended.Token);
        Task sending = _loop.RunAsync(ended.Token);
        // One that breaks ends all, and the gateway with them.
        Task first = await Task.WhenAny(listening, refreshing, sending).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await refreshing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await sending.ConfigureAwait(false);
        if (first.IsFaulted)
            await first.ConfigureAwait(false);
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_refresh, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            await _connection.RefreshStatusAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _gate.Dispose();
    }

    public void Acknowledge(string stream, IReadOnlyList<SeqRange> ranges) => _loop.Acknowledge(stream, ranges);

    public void Rebirth(string by)
    {
        Taken(by, new("要求重新上报状态与测点表", "asks for status and points again"));
        _loop.Rebirth();
    }

    public void TellAlarms(string by)
    {
        Taken(by, new("要求全量告警同步", "asks for every alarm again"));
        _loop.Sync(new AlarmSync(_parts.AlarmKeys(), standing => _parts.Answer(SyncEvents.AlarmsTold(_parts.Clock.Now, _parts.Origin, by, standing))));
    }

    public void Replay(string by, string stream, SeqRange range)
    {
        string asked = range.Last == long.MaxValue ? $"{stream} {range.First}…" : $"{stream} {range.First}…{range.Last}";
        Taken(by, new($"要求重发 {asked}", $"asks again for {asked}"));
        _parts.InStoresTurn(() =>
        {
            var there = range with { Last = Math.Min(range.Last, _parts.Store.NextSeq(stream) - 1) };
            var replay = new Redelivery(stream, there, done => _parts.Answer(SyncEvents.Replayed(_parts.Clock.Now, _parts.Origin, by, range, done)));
            if (there.First <= there.Last)
                _loop.Again(replay);
            else
                replay.Done();
        });
    }

    private void Taken(string by, Words what) => _parts.Told(true, "sync/in", new($"{by} {what.Zh}", $"{by} {what.En}"));

    private void Refused(string? by, string topic, Words why) =>
        _parts.Told(false, topic, new($"{by ?? "?"} 被拒绝：{why.Zh}", $"{by ?? "?"} refused: {why.En}"));
}
