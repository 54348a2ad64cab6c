using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Owns connecting, publishing, back-off and settling. It connects for ever; a message stays in its lane until the broker
/// has acknowledged it, so delivery is at least once and in order per lane, and the same number always names the same message.
/// </summary>
internal sealed class PublishLoop
{
    /// <summary>For what is still to be said when the gateway stops; the whole stop takes less than 3 s.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <summary>A connection that lived this long has earned a quick reconnect.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    private readonly PublishLoopParts _parts;
    private readonly TimeProvider _time;
    private readonly Signal _signal;
    private readonly Settler _settler;
    private readonly Dispatcher _dispatcher;
    private readonly Backoff _backoff;
    private volatile LinkSnapshot _link;
    private volatile bool _redial;

    public PublishLoop(PublishLoopParts parts)
    {
        _parts = parts;
        _time = parts.Time;
        _signal = new Signal(_time);
        _settler = new Settler(parts.Outbox, parts.Consumer, _time);
        _dispatcher = new Dispatcher(parts, _settler, _signal, OnRejected);
        _backoff = new Backoff(parts.MaxBackoff, parts.Random);
        _link = new LinkSnapshot(false, _time.GetTimestamp(), null, "not yet connected");
    }

    /// <summary>Any thread.</summary>
    public LinkState State
    {
        get
        {
            LinkSnapshot link = _link;
            return new(link.Connected, _time.GetElapsedTime(link.Since), _parts.Connection.Broker, link.Protocol, link.Error, _dispatcher.Counters);
        }
    }

    /// <summary>There is something new in the outbox. Any thread.</summary>
    public void Wake() => _dispatcher.Wake();

    /// <summary>
    /// Hands a message over without the way through the outbox. For what the store could not keep it is the only way; for
    /// what it has kept, the shorter one: an alarm saves a read of the disk, telemetry passes a backlog. Any thread, in
    /// order of the numbers.
    /// </summary>
    public void EnqueueLive(OutboxMessage message) => _dispatcher.EnqueueLive(message);

    /// <summary>The platform says that it has these. Any thread.</summary>
    public void Acknowledge(string stream, IReadOnlyList<SeqRange> ranges) => _dispatcher.Acknowledge(stream, ranges);

    /// <summary>Sends messages that were settled before once more, under their own numbers. Any thread.</summary>
    /// <param name="replay">Of an alarm lane's stream it must not reach beyond what was handed over before this call.</param>
    public void Again(Redelivery replay) => _dispatcher.Again(replay);

    /// <summary>Tells the retained state of every alarm again. Any thread.</summary>
    public void Sync(AlarmSync sync) => _dispatcher.Sync(sync);

    /// <summary>Announces the gateway again (status, points). Any thread.</summary>
    public void Rebirth() => _dispatcher.Rebirth();

    /// <summary>
    /// Ends the connection in order, alarms that wait first, and connects anew at once: what the gateway announces of itself has
    /// changed, and its will with it. Any thread.
    /// </summary>
    public void Redial()
    {
        _redial = true;
        _signal.Set();
    }

    /// <summary>Runs until cancelled, then says goodbye within 3 s. Any other end is a fault.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stopSettling = new CancellationTokenSource();
        Task settling = Task.Run(() => _settler.RunAsync(stopSettling.Token), CancellationToken.None);
        _ = settling.ContinueWith(_ => ended.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            while (!ended.IsCancellationRequested)
            {
                await RunOnceAsync(ended.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await StopAsync().ConfigureAwait(false);
            await stopSettling.CancelAsync().ConfigureAwait(false);
            await LastSettlementAsync(settling).ConfigureAwait(false);
        }
    }

    /// <summary>A disk that hangs does not hold up the end: what is not settled now is sent again after the restart.</summary>
    private async Task LastSettlementAsync(Task settling)
    {
        Task last = settling.ContinueWith(
            _ => _settler.TrySettle(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await Task.WhenAny(last, Task.Delay(LastWords, _time, CancellationToken.None)).ConfigureAwait(false);
        if (settling.IsFaulted)
        {
            await settling.ConfigureAwait(false);
        }
    }

    /// <summary>One attempt to connect, and all of the connection's life when it succeeds; otherwise the wait that follows.</summary>
    internal async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            _redial = false;
            BrokerSession session = await _parts.Connection.ConnectAsync(cancellationToken).ConfigureAwait(false);
            Report(new(true, _time.GetTimestamp(), session.Protocol, session.Complaint));
            string reason = await LiveAsync(session, cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (_redial || _time.GetElapsedTime(_link.Since) >= Steady)
            {
                _backoff.Reset();
            }

            Report(new(false, _time.GetTimestamp(), null, reason));
            if (_redial)
            {
                return;
            }
        }
        catch (BrokerUnavailableException e)
        {
            LinkSnapshot last = _link;
            Report(new(false, last.Connected ? _time.GetTimestamp() : last.Since, null, e.Message));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        await WaitAsync(_backoff.Next(), cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> LiveAsync(BrokerSession session, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration stop = cancellationToken.Register(_signal.Set);
        _ = session.Closed.ContinueWith(
            _ => _signal.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _dispatcher.Connected();
        while (!session.Closed.IsCompleted && !cancellationToken.IsCancellationRequested && !_redial)
        {
            TimeSpan? next = _dispatcher.Pump(session.MaxInFlight, alarmsOnly: false, CancellationToken.None);
            await _signal.WaitAsync(next, CancellationToken.None).ConfigureAwait(false);
        }

        if (!session.Closed.IsCompleted)
        {
            await SayLastWordsAsync(session).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                return "stopped";
            }

            await StopConnectionAsync().ConfigureAwait(false);
        }

        _dispatcher.Offline();
        while (!_dispatcher.IsIdle)
        {
            await _signal.WaitAsync(null, CancellationToken.None).ConfigureAwait(false);
            _dispatcher.Offline();
        }

        return await session.Closed.ConfigureAwait(false);
    }

    /// <summary>Alarms that wait still go out, and what is under way is waited for.</summary>
    private async Task SayLastWordsAsync(BrokerSession session)
    {
        long start = _time.GetTimestamp();
        while (!session.Closed.IsCompleted)
        {
            _dispatcher.Pump(session.MaxInFlight, alarmsOnly: true, CancellationToken.None);
            TimeSpan left = LastWords - _time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || (_dispatcher.AlarmsAreDrained && _dispatcher.IsIdle))
            {
                return;
            }

            await _signal.WaitAsync(left, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        using CancellationTokenRegistration stop = cancellationToken.Register(_signal.Set);
        while (!cancellationToken.IsCancellationRequested && wait - _time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            _dispatcher.Offline();
            await _signal.WaitAsync(left, CancellationToken.None).ConfigureAwait(false);
        }

        _dispatcher.Offline();
    }

    private async Task StopAsync()
    {
        await StopConnectionAsync().ConfigureAwait(false);
        Report(new(false, _time.GetTimestamp(), null, "stopped"));
    }

    private async Task StopConnectionAsync()
    {
        using var limit = new CancellationTokenSource(LastWords, _time);
        try
        {
            await _parts.Connection.StopAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The broker did not answer in time; its will tells the rest.
        }
    }

    private void OnRejected(OutboxMessage message, string reason)
    {
        _link = _link with { Error = $"{message.Content.Topic}: {reason}" };
        _parts.Rejected?.Invoke(message, reason);
    }

    private void Report(LinkSnapshot link)
    {
        LinkSnapshot last = _link;
        _link = link;
        if (last.Connected != link.Connected || last.Error != link.Error)
        {
            _parts.LinkChanged?.Invoke(State);
        }
    }

    private sealed record LinkSnapshot(bool Connected, long Since, string? Protocol, string? Error);
}
