using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Mqtt;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>The way to the platform's broker, put together.</summary>
internal sealed class PlatformLink : IDisposable
{
    /// <summary>How often the platform is told the newest line of a journal that grows [our default].</summary>
    private static readonly TimeSpan s_refresh = TimeSpan.FromMinutes(10);

    private readonly MqttConnection _connection;
    private readonly PublishLoop _loop;

    /// <param name="durable">False when the store is in memory alone.</param>
    /// <param name="changed">Told of every change of the link.</param>
    /// <param name="rejected">Told of every message that will never be taken.</param>
    public PlatformLink(
        MqttConfig config,
        GatewaySection gateway,
        GatewayStore store,
        bool durable,
        BootTime clock,
        ClockMap clocks,
        Func<Birth> birth,
        Func<ReadOnlyMemory<byte>> points,
        Action<LinkState> changed,
        Action<OutboxMessage, string> rejected)
    {
        var tuning = new MqttTuning();
        var topics = new MqttTopics(gateway.Site, gateway.Id);
        var envelopes = new EnvelopePool(gateway.Id, clocks, RoomTimeZone.Of(gateway));
        var history = new HistoryRule(() => clock.Now, tuning.HistoryAge);
        _connection = new MqttConnection(config, gateway, birth, points, tuning, TimeProvider.System);
        var publisher = new MqttPublisher(_connection, topics, envelopes, history);
        _loop = new PublishLoop(new PublishLoopParts
        {
            Outbox = store,
            Consumer = CommitLoop.PublishConsumer,
            Publisher = durable ? publisher : new VolatilePublisher(publisher),
            ActivePublisher = new ActivePublisher(_connection, topics, envelopes),
            Connection = _connection,
            Actives = store.Active,
            History = history,
            Tuning = tuning,
            MaxBackoff = config.MaxBackoff,
            Random = Random.Shared.NextDouble,
            Time = TimeProvider.System,
            LinkChanged = changed,
            Rejected = rejected,
        });
    }

    public LinkState State => _loop.State;

    /// <summary>What was just kept goes out without the way back through the disk.</summary>
    public void Send(IReadOnlyList<OutboxMessage> kept)
    {
        foreach (OutboxMessage message in kept)
            _loop.EnqueueLive(message);
    }

    public void Send(OutboxMessage live) => _loop.EnqueueLive(live);

    public void NotifyClockStep() => _connection.NotifyClockStep();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task refreshing = RefreshAsync(ended.Token);
        try
        {
            await _loop.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await refreshing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_refresh, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            await _connection.RefreshStatusAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _connection.Dispose();
}
