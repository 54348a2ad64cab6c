using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>An outbox in memory for one consumer, with a fault that can be switched on.</summary>
internal sealed class TestOutbox : IOutbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _seq = [];
    private readonly List<OutboxMessage> _messages = [];

    public bool SettleFails { get; set; }

    public bool PeekFails { get; set; }

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

    public OutboxMessage Append(MessageDraft draft) => Append(CommitBatch.Empty with { Messages = [draft] })[0];

    public IReadOnlyList<OutboxMessage> Peek(string consumer, Lane lane, int max)
    {
        lock (_lock)
        {
            Peeks++;
            if (PeekFails)
            {
                throw new OutboxFaultException("busy");
            }

            return _messages.Where(m => m.Content.Lane == lane).Take(max).ToList();
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
            foreach (Settlement s in settlements)
            {
                _messages.RemoveAll(m => m.Content.Stream == s.Stream && m.Seq >= s.Range.First && m.Seq <= s.Range.Last);
            }
        }
    }

    private int Count(Lane lane)
    {
        lock (_lock)
        {
            return _messages.Count(m => m.Content.Lane == lane);
        }
    }
}
