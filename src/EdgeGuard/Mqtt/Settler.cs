using System.Collections.Concurrent;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Tells the outbox what was delivered, on a loop of its own because that waits for the disk. What arrives while a commit
/// runs goes with the next one, in ranges; telemetry alone waits up to a second for company. A commit that fails is tried
/// again for as long as the process lives; only after a restart would its messages be sent twice, under the same numbers.
/// </summary>
internal sealed class Settler(IOutbox outbox, string consumer, TimeProvider time)
{
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);
    private readonly ConcurrentQueue<(Lane Lane, Settlement Settlement)> _queue = new();
    private readonly ConcurrentQueue<(Settlement Asked, Action Done)> _again = new();
    private readonly Signal _work = new(time);
    private readonly Signal _urgent = new(time);
    private int _alarms;

    /// <summary>Messages answered by the receiver, and not yet marked in the outbox.</summary>
    public int Pending => _queue.Count;

    /// <param name="rejection">Null: it was taken.</param>
    public void Add(Lane lane, string stream, long seq, string? rejection = null)
    {
        if (lane == Lane.Alarm)
        {
            Interlocked.Increment(ref _alarms);
        }

        _queue.Enqueue((lane, new(stream, new(seq, seq), rejection)));
        _work.Set();
        if (lane == Lane.Alarm)
        {
            _urgent.Set();
        }
    }

    /// <summary>Has messages counted as never settled, after all that was added before.</summary>
    /// <param name="done">Called from the settler's loop.</param>
    public void Again(string stream, SeqRange range, Action done)
    {
        _again.Enqueue((new Settlement(stream, range) { Again = true }, done));
        _work.Set();
        _urgent.Set();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _work.WaitAsync(null, cancellationToken).ConfigureAwait(false);
            if (Volatile.Read(ref _alarms) == 0)
            {
                await _urgent.WaitAsync(Gather, cancellationToken).ConfigureAwait(false);
            }

            while (!TrySettle())
            {
                await Task.Delay(AfterFault, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>One commit of all that waits. False: the outbox could not keep it, and it still waits.</summary>
    public bool TrySettle()
    {
        // Asked for before the queue is looked at: what is asked for again was answered before.
        int again = _again.Count;
        if (!TrySettleQueue())
        {
            return false;
        }

        for (; again > 0 && _again.TryPeek(out (Settlement Asked, Action Done) first); again--)
        {
            if (!TrySettle([first.Asked]))
            {
                return false;
            }

            _again.TryDequeue(out _);
            first.Done();
        }

        return true;
    }

    private bool TrySettleQueue()
    {
        (Lane Lane, Settlement Settlement)[] taken = [.. _queue];
        if (taken.Length == 0)
        {
            return true;
        }

        if (!TrySettle(SettlementRanges.Join(taken.Select(one => one.Settlement))))
        {
            return false;
        }

        foreach ((Lane lane, _) in taken)
        {
            _queue.TryDequeue(out _);
            if (lane == Lane.Alarm)
            {
                Interlocked.Decrement(ref _alarms);
            }
        }

        return true;
    }

    private bool TrySettle(IReadOnlyList<Settlement> settlements)
    {
        try
        {
            outbox.Settle(consumer, settlements);
            return true;
        }
        catch (OutboxFaultException)
        {
            // Told by the outbox itself (its Stats); here it only means: later.
            return false;
        }
    }
}
