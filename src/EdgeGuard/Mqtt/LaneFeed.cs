using System.Collections.Concurrent;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Brings the messages of one lane into their windows, each once: those handed over from memory, and those read from the
/// outbox. The outbox is read on another thread, so that a disk that hangs holds up nothing that lives in memory.
/// </summary>
/// <param name="fromMemory">Window of what was handed over.</param>
/// <param name="fromOutbox">Window of what was read. Where it is the same one, the lane keeps its order over both.</param>
/// <param name="again">Window of what was sent before and is wanted again.</param>
internal sealed class LaneFeed(
    IOutbox outbox, string consumer, Lane lane, LaneWindow fromMemory, LaneWindow fromOutbox, LaneWindow again, MqttTuning tuning, Signal signal, TimeProvider time)
{
    /// <summary>How long a message in memory waits for the outbox to say whether an older one must go first, counted from when both could be sent.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);
    private readonly ConcurrentQueue<OutboxMessage> _arrivals = new();
    private readonly LinkedList<(OutboxMessage Message, long Arrived)> _live = new();
    private readonly SeqMarks _marks = new();
    private readonly Redeliveries _redeliveries = new();
    private Task<IReadOnlyList<OutboxMessage>>? _reading;
    private long _readFrom = time.GetTimestamp();
    private int _asked;
    private int _grow;
    private bool _heldBack;
    private long? _connectedAt;
    private volatile bool _dirty = true;

    /// <summary>Dropped because too many waited in memory, and no outbox has them.</summary>
    public long Dropped { get; private set; }

    /// <summary>Nothing more is known to be in the outbox or in memory than what the windows hold.</summary>
    public bool IsDrained => !_dirty && _reading is null && _live.Count == 0 && _arrivals.IsEmpty;

    /// <summary>There may be something new in the outbox. Any thread.</summary>
    public void Wake() => _dirty = true;

    /// <summary>Hands a message over. Any thread.</summary>
    public void Enqueue(OutboxMessage message) => _arrivals.Enqueue(message);

    /// <summary>From now on these numbers go out once more when the outbox names them; <see cref="Redelivery.Ready"/> says when it does.</summary>
    public void Again(Redelivery redelivery)
    {
        _redeliveries.Add(redelivery);
        _dirty |= redelivery.Ready;
    }

    /// <summary>Moves what may go into the windows.</summary>
    /// <param name="settling">Messages that the outbox still counts as unsettled although they are answered.</param>
    /// <param name="mayRead">False: another lane reads the outbox first.</param>
    public void Fill(bool connected, int settling, bool mayRead = true)
    {
        TakeArrivals(connected);
        if (!connected)
        {
            _connectedAt = null;
            return;
        }

        _connectedAt ??= time.GetTimestamp();
        TakeRead();
        TakeLive();
        bool wantsRead = mayRead && (_dirty || _redeliveries.AreReady) && _reading is null
            && fromOutbox.Count <= tuning.Window / 2 && again.Count <= tuning.Window / 2;
        _heldBack = wantsRead && time.GetTimestamp() < _readFrom;
        if (wantsRead && !_heldBack)
        {
            StartRead(settling);
        }
    }

    /// <summary>When <see cref="Fill"/> should be called again although nothing has signalled.</summary>
    public TimeSpan? NextLook()
    {
        if (_live.Count > 0 && fromMemory.Count < tuning.Window)
        {
            return Courtesy / 4;
        }

        return _heldBack ? AfterFault / 4 : null;
    }

    private void TakeArrivals(bool connected)
    {
        while (_arrivals.TryDequeue(out OutboxMessage? message))
        {
            if (message.Durable && !connected)
            {
                _dirty = true;
                continue;
            }

            _live.AddLast((message, time.GetTimestamp()));
            if (_live.Count > tuning.LiveCapacity)
            {
                Drop(_live.First!.Value.Message);
                _live.RemoveFirst();
            }
        }
    }

    private void Drop(OutboxMessage message)
    {
        _dirty |= message.Durable;
        Dropped += message.Durable ? 0 : 1;
    }

    private void TakeLive()
    {
        while (_live.First is { } first && fromMemory.Count < tuning.Window)
        {
            (OutboxMessage message, long arrived) = first.Value;
            bool known = message.Durable && _marks.Has(message);
            bool isNext = _marks.IsNext(message);
            bool outboxIsRead = !_dirty && _reading is null;
            bool mayPass = fromMemory != fromOutbox || time.GetElapsedTime(Math.Max(arrived, _connectedAt ?? arrived)) >= Courtesy;
            if (!known && !isNext && !outboxIsRead && !mayPass)
            {
                return;
            }

            _live.RemoveFirst();
            if (!known)
            {
                // Older ones may still come from the outbox: it was not waited for, or it keeps telemetry later than it is handed over.
                _marks.Take(message, inOrder: false);
                fromMemory.Add(message);
            }
        }
    }

    private void StartRead(int settling)
    {
        _dirty = false;
        _redeliveries.ReadStarts();
        _asked = fromOutbox.Count + fromMemory.Count + again.Count + settling + tuning.Window + _grow;
        _reading = Task.Run(() => outbox.Peek(consumer, lane, _asked));
        _reading.ContinueWith(_ => signal.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void TakeRead()
    {
        if (_reading is not { IsCompleted: true } read)
        {
            return;
        }

        _reading = null;
        IReadOnlyList<OutboxMessage> messages;
        try
        {
            messages = read.GetAwaiter().GetResult();
        }
        catch (OutboxFaultException)
        {
            // Told by the outbox itself (its Stats); here it only means: later.
            _dirty = true;
            _readFrom = time.GetTimestamp() + (long)(AfterFault.TotalSeconds * time.TimestampFrequency);
            return;
        }

        int taken = 0;
        foreach (OutboxMessage message in messages)
        {
            if (_redeliveries.Take(message))
            {
                again.Add(message);
                taken++;
            }
            else if (!_marks.Has(message))
            {
                TakeOlderLive(message);
                fromOutbox.Add(message);
                taken++;
            }

            _marks.Take(message, inOrder: true);
        }

        bool full = messages.Count >= _asked;
        _redeliveries.ReadEnds(messages, all: !full);
        _dirty |= full;
        _grow = full && taken == 0 ? Math.Max(tuning.Window, _grow * 2) : 0;
    }

    /// <summary>What could not be kept has an older number than what was kept afterwards, and goes first.</summary>
    private void TakeOlderLive(OutboxMessage than)
    {
        while (fromMemory == fromOutbox
            && _live.First is { Value.Message: var message }
            && message.Content.Stream == than.Content.Stream
            && message.Seq < than.Seq)
        {
            _live.RemoveFirst();
            if (!message.Durable || !_marks.Has(message))
            {
                _marks.Take(message, inOrder: true);
                fromMemory.Add(message);
            }
        }
    }
}
