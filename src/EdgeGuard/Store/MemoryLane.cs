using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>One lane of <see cref="MemoryOutbox"/>, by position.</summary>
internal sealed class MemoryLane
{
    private readonly SortedDictionary<long, OutboxMessage> _messages = [];

    public MemoryLane(IReadOnlyList<string> consumers) => Ledger.SetConsumers(consumers, 1);

    public LaneLedger Ledger { get; } = new();

    public long Bytes { get; private set; }

    public OutboxMessage Add(string epoch, MessageDraft draft)
    {
        (long position, long seq) = Ledger.Next(draft.Stream);
        var message = new OutboxMessage(epoch, seq, draft);
        _messages[position] = message;
        Bytes += draft.Body.Length;
        return message;
    }

    public List<OutboxMessage> Peek(string consumer, int max)
    {
        SettledSet settled = ConsumerOf(consumer);
        return [.. _messages.Where(entry => !settled.Contains(entry.Key)).Take(max).Select(static entry => entry.Value)];
    }

    /// <returns>The messages settled by this and not before.</returns>
    public List<OutboxMessage> Settle(string consumer, Settlement settlement)
    {
        SettledSet settled = ConsumerOf(consumer);
        var done = new List<OutboxMessage>();
        foreach ((long position, OutboxMessage message) in _messages)
        {
            bool named = message.Content.Stream == settlement.Stream
                && settlement.Range.First <= message.Seq && message.Seq <= settlement.Range.Last;
            if (!named || settled.Contains(position) != settlement.Again) continue;
            if (settlement.Again)
            {
                settled.Remove(position, position);
                continue;
            }

            settled.Add(position, position);
            done.Add(message);
        }

        return done;
    }

    /// <summary>The oldest that everybody has go.</summary>
    public void DropSettled(long most)
    {
        if (Bytes <= most) return;
        foreach ((long position, OutboxMessage message) in _messages.ToList())
        {
            if (Bytes <= most) return;
            if (Ledger.SettledByAll(position)) Remove(position, message);
        }
    }

    public void DropOldest(long most)
    {
        while (Bytes > most && _messages.Count > 0)
        {
            (long position, OutboxMessage message) = _messages.First();
            Ledger.Drop(position, position);
            Remove(position, message);
        }
    }

    private void Remove(long position, OutboxMessage message)
    {
        _messages.Remove(position);
        Bytes -= message.Content.Body.Length;
    }

    private SettledSet ConsumerOf(string consumer) => Ledger.Consumers.TryGetValue(consumer, out SettledSet? settled)
        ? settled : throw new ArgumentException($"{consumer} is no consumer of this outbox.", nameof(consumer));
}
