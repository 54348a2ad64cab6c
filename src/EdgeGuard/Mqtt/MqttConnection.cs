using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using MQTTnet;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// The connection to one broker: MQTT 5, and 3.1.1 where the broker does not speak it. The will and the retained
/// <c>status</c> tell whether the gateway is there; the retained <c>points</c> tell what it has. These are plain objects
/// with <c>v</c> and <c>gw</c>, not envelopes (see <see cref="StatusPayload"/>).
/// </summary>
/// <param name="birth">Asked at every connect.</param>
/// <param name="points">The catalogue of points, a JSON object in UTF-8; asked at every connect.</param>
/// <param name="inbound">What the gateway listens to; null: nothing.</param>
internal sealed class MqttConnection(
    MqttConfig config,
    GatewaySection gateway,
    Func<Birth> birth,
    Func<ReadOnlyMemory<byte>> points,
    MqttTuning tuning,
    TimeProvider time,
    Inbound? inbound = null) : IBrokerConnection, IDisposable
{
    private static readonly PublishOutcome s_away = new(PublishResult.Unavailable, "not connected");

    private readonly MqttTopics _topics = new(gateway.Site, gateway.Id);
    private readonly MqttOptions _options = new(config, gateway, new MqttTopics(gateway.Site, gateway.Id), tuning);
    private MqttSession? _session;
    private JournalHead? _told;

    public string Broker => $"{_options.Host}:{_options.Port}";

    /// <summary>Unacknowledged PUBLISH packets that the present broker takes; 0 without a connection.</summary>
    public int MaxInFlight => Volatile.Read(ref _session)?.MaxInFlight ?? 0;

    public async Task<BrokerSession> ConnectAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _session, null)?.Dispose();
        Birth present = birth();
        MqttSession session = await OpenAsync(StatusPayload.Offline(gateway.Id, present.Boot, present.Reason ?? "lost"), cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _session, session);
        _ = session.WatchAsync();
        // Whoever answers to the birth must be heard.
        string? deaf = inbound is null ? null : await session.SubscribeAsync(inbound.Topics, cancellationToken).ConfigureAwait(false);
        PublishOutcome announced = await AnnounceAsync(session, present, cancellationToken).ConfigureAwait(false);
        if (session.Closed.IsCompleted)
        {
            throw new BrokerUnavailableException(await session.Closed.ConfigureAwait(false));
        }

        string? complaint = deaf ?? (announced.Result == PublishResult.Accepted ? null : announced.Reason);
        return new(session.IsV5 ? "5.0" : "3.1.1", session.MaxInFlight, session.Closed, complaint);
    }

    /// <summary>Tells status and points again.</summary>
    public ValueTask<PublishOutcome> AnnounceAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _session) is { } session ? AnnounceAsync(session, birth(), cancellationToken) : ValueTask.FromResult(s_away);

    /// <summary>Publishes with QoS 1; without a connection the outcome is Unavailable.</summary>
    public ValueTask<PublishOutcome> PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken) =>
        Volatile.Read(ref _session) is { } session
            ? session.PublishAsync(topic, payload, retain, cancellationToken)
            : ValueTask.FromResult(s_away);

    /// <summary>To be called when the wall clock was stepped: proves at once that the connection still lives, or ends it.</summary>
    public void NotifyClockStep() => Volatile.Read(ref _session)?.PingNow();

    /// <summary>Tells the retained status again when the journal has grown since; to be called now and then.</summary>
    public async Task RefreshStatusAsync(CancellationToken cancellationToken)
    {
        Birth present = birth();
        if (Volatile.Read(ref _session) is not { } session || Volatile.Read(ref _told) is not { } told || told == present.Journal)
            return;
        PublishOutcome outcome = await session.PublishAsync(
            _topics.Status, StatusPayload.Online(gateway.Id, present), retain: true, cancellationToken).ConfigureAwait(false);
        // Not after a reconnect meanwhile, which has told a newer one; and a stop has the last word.
        if (outcome.Result == PublishResult.Accepted)
            Interlocked.CompareExchange(ref _told, present.Journal, told);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using MqttSession? session = Interlocked.Exchange(ref _session, null);
        if (session is null || session.Closed.IsCompleted)
        {
            return;
        }

        Birth last = birth();
        byte[] offline = StatusPayload.Offline(gateway.Id, last.Boot, last.Reason ?? "stopped", last.Journal);
        await session.PublishAsync(_topics.Status, offline, retain: true, cancellationToken).ConfigureAwait(false);
        await session.DisconnectAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => Interlocked.Exchange(ref _session, null)?.Dispose();

    /// <summary>
    /// Both go out at once, where the broker takes two at once. One that refuses them takes no less of the alarms, so that is no
    /// reason to end the connection.
    /// </summary>
    private async ValueTask<PublishOutcome> AnnounceAsync(MqttSession session, Birth present, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _told, present.Journal);
        Task<PublishOutcome> status = session.PublishAsync(_topics.Status, StatusPayload.Online(gateway.Id, present), retain: true, cancellationToken).AsTask();
        if (session.MaxInFlight < 2)
        {
            await status.ConfigureAwait(false);
        }

        PublishOutcome catalogue = await session.PublishAsync(_topics.Points, points(), retain: true, cancellationToken).ConfigureAwait(false);
        PublishOutcome first = await status.ConfigureAwait(false);
        return first.Result != PublishResult.Accepted ? first with { Reason = $"{_topics.Status}: {first.Reason}" }
            : catalogue.Result != PublishResult.Accepted ? catalogue with { Reason = $"{_topics.Points}: {catalogue.Reason}" }
            : first;
    }

    /// <exception cref="BrokerUnavailableException">Also where it took no version's CONNECT: what closes at once may be no old broker but one that is just going.</exception>
    private async Task<MqttSession> OpenAsync(byte[] will, CancellationToken cancellationToken)
    {
        try
        {
            return config.Protocol == MqttProtocol.Auto
                ? await OpenEitherAsync(will, cancellationToken).ConfigureAwait(false)
                : await OpenAsync(config.Protocol == MqttProtocol.V311 ? MqttProtocolVersion.V311 : MqttProtocolVersion.V500, will, cancellationToken)
                    .ConfigureAwait(false);
        }
        catch (ProtocolRefusedException e)
        {
            throw new BrokerUnavailableException(e.Message, e);
        }
    }

    private async Task<MqttSession> OpenEitherAsync(byte[] will, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(MqttProtocolVersion.V500, will, cancellationToken).ConfigureAwait(false);
        }
        catch (ProtocolRefusedException)
        {
            return await OpenAsync(MqttProtocolVersion.V311, will, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<MqttSession> OpenAsync(MqttProtocolVersion version, byte[] will, CancellationToken cancellationToken)
    {
        MqttClientOptions options = _options.Build(version, will);
        var client = new MqttClient(new GuardedAdapterFactory(tuning.MaxIncomingPacket), MqttNetNullLogger.Instance);
        if (inbound is not null)
        {
            client.ApplicationMessageReceivedAsync += received =>
            {
                inbound.Take(received.ApplicationMessage.Topic, received.ApplicationMessage.Payload);
                return Task.CompletedTask;
            };
        }

        using var late = new CancellationTokenSource(tuning.ConnectTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            MqttClientConnectResult answer = await client.ConnectAsync(options, both.Token).ConfigureAwait(false);
            ConnectReasons.ThrowIfRefused(answer);
            return new MqttSession(client, answer, tuning, time);
        }
        catch (Exception e)
        {
            client.Dispose();
            if (cancellationToken.IsCancellationRequested || e is BrokerUnavailableException or ProtocolRefusedException)
            {
                throw;
            }

            throw ConnectReasons.Explain(e, late.IsCancellationRequested ? tuning.ConnectTimeout : null);
        }
    }
}
