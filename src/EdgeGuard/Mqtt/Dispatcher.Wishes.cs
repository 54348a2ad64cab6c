using System.Collections.Concurrent;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <content>What the platform says and wants; taken up by the dispatcher's own thread, in order.</content>
internal sealed partial class Dispatcher
{
    private static readonly OutboxMessage s_birth = new(
        "", 0, new MessageDraft("status", Lane.Alarm, "status", default, null, default), Durable: false);

    private readonly ConcurrentQueue<Action> _wishes = new();
    private readonly List<Redelivery> _redeliveries = [];

    /// <summary>The platform has messages. Any thread.</summary>
    public void Acknowledge(string stream, IReadOnlyList<SeqRange> ranges) => Wish(() =>
    {
        foreach (SeqRange range in ranges)
        {
            Acknowledge(stream, range);
        }
    });

    /// <summary>Sends messages that were sent before once more. Any thread.</summary>
    public void Again(Redelivery redelivery) => Wish(() => _redeliveries.Add(redelivery));

    /// <summary>Tells the retained state of every alarm again. Any thread.</summary>
    public void Sync(AlarmSync sync) => Wish(() => _actives.Sync(sync));

    /// <summary>Announces the gateway again. Any thread.</summary>
    public void Rebirth() => Wish(() =>
    {
        _births.RemoveWaiting(_ => true);
        _births.Add(s_birth);
    });

    private void Wish(Action wish)
    {
        _wishes.Enqueue(wish);
        _signal.Set();
    }

    /// <summary>Settles what the broker has; what is under way to it is settled with its answer.</summary>
    private void Acknowledge(string stream, SeqRange range)
    {
        foreach ((Lane lane, long seq) in _awaited?.Take(stream, range) ?? [])
        {
            _settler.Add(lane, stream, seq);
        }

        foreach (LaneWindow window in (ReadOnlySpan<LaneWindow>)[_alarms, _live, _stored, _again])
        {
            window.Acknowledge(stream, range);
        }
    }

    /// <summary>Known to the outbox as unsettled although nothing is to be sent of it now.</summary>
    private int Unsettled(Lane lane) => _settler.Pending + (_awaited?.Count(lane) ?? 0);

    private void SendExpiredAgain()
    {
        foreach ((Lane lane, Settlement late) in _awaited?.Expired() ?? [])
        {
            Interlocked.Add(ref _retried, late.Range.Last - late.Range.First + 1);
            FeedOf(lane).Again(new Redelivery(late.Stream, late.Range, null) { Ready = true });
        }
    }

    /// <summary>Alarms only once all are sent: what the outbox then has again was sent before, and nothing of it is new.</summary>
    private void StartRedeliveries()
    {
        for (int i = _redeliveries.Count - 1; i >= 0; i--)
        {
            Redelivery redelivery = _redeliveries[i];
            LaneFeed feed = FeedOf(redelivery.Stream == MqttTopics.Telemetry ? Lane.Telemetry : Lane.Alarm);
            if (feed == _alarmFeed && !AlarmsAreDrained)
            {
                continue;
            }

            _redeliveries.RemoveAt(i);
            feed.Again(redelivery);
            _settler.Again(redelivery.Stream, redelivery.Range, () => Wish(() => redelivery.Ready = true));
        }
    }

    private LaneFeed FeedOf(Lane lane) => lane == Lane.Alarm ? _alarmFeed : _telemetryFeed;
}
