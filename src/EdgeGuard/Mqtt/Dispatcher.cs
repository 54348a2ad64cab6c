using System.Collections.Concurrent;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Chooses what is sent next and takes the answers: alarms before active alarms before live telemetry before alarms asked for
/// again before history, looked at anew before every single message. One thread drives it; its windows outlive connections, so that what was
/// under way when one broke is sent again, in its place, on the next.
/// </summary>
internal sealed partial class Dispatcher
{
    private readonly PublishLoopParts _parts;
    private readonly HistoryRule _history;
    private readonly HistoryPace _pace;
    private readonly Settler _settler;
    private readonly Signal _signal;
    private readonly Action<OutboxMessage, string> _rejected;
    private readonly ConcurrentQueue<LaneEntry> _answered = new();
    private readonly AwaitedAcks? _awaited;
    private readonly LaneWindow _alarms;
    private readonly LaneWindow _live;
    private readonly LaneWindow _stored;
    private readonly LaneWindow _again;
    private readonly LaneWindow _births;
    private readonly LaneFeed _alarmFeed;
    private readonly LaneFeed _telemetryFeed;
    private readonly ActivesRefresh _actives;
    private int _inFlight;
    private bool _pacing;
    private bool _alarmsFull;
    private bool _restFull;
    private long _published;
    private long _refused;
    private long _retried;

    public Dispatcher(PublishLoopParts parts, Settler settler, Signal signal, Action<OutboxMessage, string> rejected)
    {
        TimeProvider time = parts.Time;
        LaneWindow NewWindow() => new(time, new Backoff(parts.MaxBackoff, parts.Random));
        (_parts, _history) = (parts, parts.History);
        _awaited = parts.PlatformPatience is { } patience ? new AwaitedAcks(patience, time) : null;
        (_settler, _signal, _rejected) = (settler, signal, rejected);
        _pace = new HistoryPace(parts.Tuning.HistoryRate, time);
        (_alarms, _live, _stored, _again, _births) = (NewWindow(), NewWindow(), NewWindow(), NewWindow(), NewWindow());
        _alarmFeed = new(parts.Outbox, parts.Consumer, Lane.Alarm, _alarms, _alarms, _again, parts.Tuning, signal, time);
        _telemetryFeed = new(parts.Outbox, parts.Consumer, Lane.Telemetry, _live, _stored, _stored, parts.Tuning, signal, time);
        _actives = new(parts.Actives, NewWindow(), signal);
    }

    public LinkCounters Counters => new(
        Volatile.Read(ref _published), Volatile.Read(ref _refused), Volatile.Read(ref _retried), _alarmFeed.Dropped + _telemetryFeed.Dropped);

    /// <summary>Nothing of the alarm lane waits or is under way.</summary>
    public bool AlarmsAreDrained => _alarms.Count == 0 && _alarmFeed.IsDrained;

    public bool IsIdle => _inFlight == 0;

    /// <summary>Any thread.</summary>
    public void Wake()
    {
        _alarmFeed.Wake();
        _telemetryFeed.Wake();
        _signal.Set();
    }

    /// <summary>Any thread.</summary>
    public void EnqueueLive(OutboxMessage message)
    {
        (message.Content.Lane == Lane.Alarm ? _alarmFeed : _telemetryFeed).Enqueue(message);
        _signal.Set();
    }

    /// <summary>Before the first message of a new connection, which has just announced the gateway.</summary>
    public void Connected()
    {
        _births.RemoveWaiting(_ => true);
        foreach (LaneWindow window in (ReadOnlySpan<LaneWindow>)[_alarms, _live, _stored, _again, _births, _actives.Window])
        {
            window.Fresh();
        }

        _actives.Reset();
    }

    /// <summary>While there is no connection: keeps what only memory has, and leaves the rest to the outbox.</summary>
    public void Offline()
    {
        TakeAnswers();
        _alarmFeed.Fill(connected: false, 0);
        _telemetryFeed.Fill(connected: false, 0);
    }

    /// <summary>Sends all that may go now. Returns when to come back although nothing has signalled; null: only then.</summary>
    /// <param name="maxInFlight">Unacknowledged packets at most.</param>
    /// <param name="alarmsOnly">The gateway is stopping.</param>
    public TimeSpan? Pump(int maxInFlight, bool alarmsOnly, CancellationToken cancellationToken)
    {
        do
        {
            TakeAnswers();
            SendExpiredAgain();
            _alarmFeed.Fill(connected: true, Unsettled(Lane.Alarm));
            if (!alarmsOnly)
            {
                _telemetryFeed.Fill(connected: true, Unsettled(Lane.Telemetry), mayRead: _alarmFeed.IsDrained);
                _actives.Fill(AlarmsAreDrained);
                StartRedeliveries();
            }
        }
        while (TrySendOne(maxInFlight, alarmsOnly, cancellationToken));

        return NextLook(alarmsOnly);
    }

    private bool TrySendOne(int maxInFlight, bool alarmsOnly, CancellationToken cancellationToken)
    {
        _alarmsFull = _restFull = false;
        if (_alarms.Next() is { } alarm)
        {
            if (!Fits(alarm, maxInFlight))
            {
                _alarmsFull = true;
                return false;
            }

            _actives.Sending(alarm.Message);
            Send(alarm, cancellationToken);
            return true;
        }

        // Two places stay free, so that an alarm never waits for the acknowledgement of something else.
        int rest = Math.Max(1, maxInFlight - 2);
        if (alarmsOnly || Choose() is not { } entry)
        {
            return false;
        }

        if (!Fits(entry, rest))
        {
            _restFull = true;
            return false;
        }

        if (entry.Window != _actives.Window && _history.IsHistory(entry.Message))
        {
            _pace.Passed();
        }

        Send(entry, cancellationToken);
        return true;
    }

    private LaneEntry? Choose()
    {
        _pacing = false;
        if ((_births.Next() ?? _actives.Window.Next()) is { } state)
        {
            return state;
        }

        // What the platform does not acknowledge holds up telemetry: the memory for it is bounded.
        bool room = _awaited is null || _awaited.Count(Lane.Telemetry) + _live.UnderWay + _stored.UnderWay < _parts.Tuning.AwaitedTelemetry;
        return room && _live.Next() is { } live && InPace(live) ? live
            : _again.Next() is { } again ? again
            : room && _stored.Next() is { } stored && InPace(stored) ? stored
            : null;
    }

    private bool InPace(LaneEntry entry)
    {
        bool mayPass = _pace.Wait() == TimeSpan.Zero || !_history.IsHistory(entry.Message);
        _pacing |= !mayPass;
        return mayPass;
    }

    private bool Fits(LaneEntry entry, int maxInFlight) => _inFlight == 0 || _inFlight + CostOf(entry) <= maxInFlight;

    private int CostOf(LaneEntry entry) => entry.Window == _births ? 2 : entry.Window == _actives.Window || entry.Window == _again ? 1 : entry.Cost;

    private IPublisher PublisherOf(LaneEntry entry) =>
        entry.Window == _actives.Window ? _parts.ActivePublisher
        : entry.Window == _again || (entry.Window == _alarms && _actives.IsPast(entry.Message)) ? _parts.ReplayPublisher
        : entry.Window == _births ? _parts.BirthPublisher
        : _parts.Publisher;

    private void Send(LaneEntry entry, CancellationToken cancellationToken)
    {
        _inFlight += CostOf(entry);
        Task<PublishOutcome> sending = PublisherOf(entry).PublishAsync(entry.Message, cancellationToken).AsTask();
        entry.Window.Started(entry, sending);
        if (sending.IsCompleted)
        {
            _answered.Enqueue(entry);
            return;
        }

        sending.ContinueWith(
            _ =>
            {
                _answered.Enqueue(entry);
                _signal.Set();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void TakeAnswers()
    {
        while (_wishes.TryDequeue(out Action? wish))
        {
            wish();
        }

        while (_answered.TryDequeue(out LaneEntry? entry))
        {
            _inFlight -= CostOf(entry);
            PublishOutcome outcome = entry.Sending!.GetAwaiter().GetResult();
            if (outcome.Result == PublishResult.Unavailable && !(entry.Window == _actives.Window && _actives.IsOutdated(entry.Message)))
            {
                Interlocked.Increment(ref _retried);
                entry.Window.Again(entry);
                continue;
            }

            entry.Window.Done(entry);
            Finish(entry, outcome);
        }
    }

    private void Finish(LaneEntry entry, PublishOutcome outcome)
    {
        bool rejected = outcome.Result == PublishResult.Rejected;
        Interlocked.Increment(ref rejected ? ref _refused : ref _published);
        if (rejected)
        {
            _rejected(entry.Message, outcome.Reason);
        }

        if (!entry.Message.Durable || entry.Window == _actives.Window)
        {
            return;
        }

        if (_awaited is not null && !rejected && !entry.Acknowledged)
        {
            _awaited.Add(entry.Message);
        }
        else
        {
            MessageDraft content = entry.Message.Content;
            _settler.Add(content.Lane, content.Stream, entry.Message.Seq, rejected ? outcome.Reason : null);
        }
    }

    /// <summary>Where there is no place left, only an answer can change that, and that signals.</summary>
    private TimeSpan? NextLook(bool alarmsOnly)
    {
        if (_alarmsFull)
        {
            return null;
        }

        TimeSpan? next = _alarmFeed.NextLook();
        if (!alarmsOnly && !_restFull)
        {
            next = Sooner(next, _telemetryFeed.NextLook());
            next = Sooner(next, _actives.Window.RetryIn());
            next = Sooner(next, _live.RetryIn());
            next = Sooner(next, _stored.RetryIn());
            next = Sooner(next, _again.RetryIn());
            next = Sooner(next, _births.RetryIn());
            next = _pacing ? Sooner(next, _pace.Wait()) : next;
        }

        next = Sooner(next, _awaited?.NextLook());
        return Sooner(next, _alarms.RetryIn());
    }

    private static TimeSpan? Sooner(TimeSpan? a, TimeSpan? b) => a is null ? b : b is null || a < b ? a : b;
}
