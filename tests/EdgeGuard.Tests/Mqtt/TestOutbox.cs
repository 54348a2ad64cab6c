using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>An outbox in memory for one consumer, with a fault that can be switched on.</summary>
internal sealed class TestOutbox : IOutbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _seq = [];
    private readonly List<OutboxMessage> _messages = [];
    private readonly HashSet<(string Stream, long Seq)> _settled = [];

    public bool SettleFails { get; set; }

    public bool PeekFails { get; set; }

    /// <summary>Not set: reading hangs.</summary>
    public ManualResetEventSlim Readable { get; } = new(true);

    public List<Settlement> Settlements { get; } = [];

    public int Peeks { get; private set; }

    public int Settles { get; private set; }

    public OutboxStats Stats => new(Count(Lane.Alarm), Count(Lane.Telemetry), 0, Settlements.Count(s => s.Rejection is not null), 0, null);

    public IReadOnlyList<OutboxMessage> Append(CommitBatch batch)
    {
        lock (_lock)
        {
            var kept = batch.Messages.Select(draft => new OutboxMessage("e1", _seq[draft.Stream] = _seq.GetValueOrDefault(draft.Stream) + 1, draft)).ToList();
            _messages.AddRange(kept);
            return kept;
        }
    }

    /// <summary>Gives a number without keeping the message; it is kept by <see cref="Keep"/>, or never.</summary>
    public OutboxMessage Number(MessageDraft draft)
    {
        lock (_lock)
        {
            return new OutboxMessage("e1", _seq[draft.Stream] = _seq.GetValueOrDefault(draft.Stream) + 1, draft);
        }
    }

    public void Keep(params IEnumerable<OutboxMessage> numbered)
    {
        lock (_lock)
        {
            foreach (OutboxMessage message in numbered.Where(m => !Settlements.Exists(s => !s.Again && Covers(s, m))))
            {
                _messages.Add(message);
            }
        }
    }

    /// <summary>What was settled is no longer there.</summary>
    public void DropSettled()
    {
        lock (_lock)
        {
            _messages.RemoveAll(m => _settled.Contains(Key(m)));
        }
    }

    public OutboxMessage Append(MessageDraft draft) => Append(CommitBatch.Empty with { Messages = [draft] })[0];

    public IReadOnlyList<OutboxMessage> Peek(string consumer, Lane lane, int max)
    {
        Readable.Wait();
        lock (_lock)
        {
            Peeks++;
            if (PeekFails)
            {
                throw new OutboxFaultException("busy");
            }

            return _messages.Where(m => m.Content.Lane == lane && !_settled.Contains(Key(m))).Take(max).ToList();
        }
    }

    public void Settle(string consumer, IReadOnlyList<Settlement> settlements)
    {
        lock (_lock)
        {
            Settles++;
            if (SettleFails)
            {
                throw new OutboxFaultException("disk full");
            }

            Settlements.AddRange(settlements);
            foreach (OutboxMessage message in _messages)
            {
                foreach (Settlement settlement in settlements.Where(s => Covers(s, message)))
                {
                    _ = settlement.Again ? _settled.Remove(Key(message)) : _settled.Add(Key(message));
                }
            }
        }
    }

    private static (string Stream, long Seq) Key(OutboxMessage message) => (message.Content.Stream, message.Seq);

    private static bool Covers(Settlement s, OutboxMessage m) => m.Content.Stream == s.Stream && m.Seq >= s.Range.First && m.Seq <= s.Range.Last;

    private int Count(Lane lane)
    {
        lock (_lock)
        {
            return _messages.Count(m => m.Content.Lane == lane && !_settled.Contains(Key(m)));
        }
    }
}
