using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What must be kept as soon as the store can again: the latest state of every alarm, and the journal, bounded.</summary>
internal sealed class UnkeptState
{
    /// <summary>Journal lines held in memory at most [our default]; the oldest go first.</summary>
    private const int MaxJournal = 10_000;

    private readonly Dictionary<string, StateChange> _states = new(StringComparer.Ordinal);
    private readonly Queue<JournalLine> _journal = new();
    private long _lostTelemetry;

    public long LostTelemetry => Interlocked.Read(ref _lostTelemetry);

    public void Add(CommitBatch batch)
    {
        foreach (StateChange change in batch.States)
            _states[change.Key] = change;
        foreach (JournalLine line in batch.Journal)
        {
            if (_journal.Count == MaxJournal)
                _journal.Dequeue();
            _journal.Enqueue(line);
        }

        foreach (MessageDraft draft in batch.Messages)
        {
            if (draft.Lane == Lane.Telemetry)
                Interlocked.Increment(ref _lostTelemetry);
        }
    }

    /// <summary>States and journal; the alarms' messages have gone out already.</summary>
    public CommitBatch ToBatch() => new([.. _states.Values], [], [.. _journal]);

    public void Clear()
    {
        _states.Clear();
        _journal.Clear();
    }
}
