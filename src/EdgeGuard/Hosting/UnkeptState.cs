using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What must be kept as soon as the store can again: the latest state and message of every alarm, and the journal, bounded.</summary>
internal sealed class UnkeptState
{
    /// <summary>Journal lines held in memory at most [our default]; the oldest go first.</summary>
    private const int MaxJournal = 10_000;

    /// <summary>Ended occurrences held in memory at most [our default]; the store keeps no more either.</summary>
    private const int MaxEnded = 1000;

    /// <summary>Stream of the messages that only tell the store what stands retained; they leave no gap in the alarms' own.</summary>
    public const string Stream = "retained";

    private readonly Dictionary<string, StateChange> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageDraft> _latest = new(StringComparer.Ordinal);
    private readonly Queue<JournalLine> _journal = new();
    private readonly Dictionary<uint, AlarmOccurrence> _ended = [];
    private long _lostTelemetry;

    public long LostTelemetry => Interlocked.Read(ref _lostTelemetry);

    public void Add(CommitBatch batch)
    {
        foreach (StateChange change in batch.States)
            _states[change.Key] = change;
        foreach (AlarmOccurrence ended in batch.Ended.Where(_ => _ended.Count < MaxEnded))
            _ended[ended.Serial] = ended;
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
            else if (draft.ActiveKey is { } key)
                _latest[key] = draft with { Stream = Stream };
        }
    }

    /// <summary>The store kept this batch after all: its lines must not stand in the journal twice. The rest of it is kept again without harm.</summary>
    public void Kept(CommitBatch batch)
    {
        JournalLine[] lines = [.. _journal.Where(line => !batch.Journal.Any(kept => ReferenceEquals(kept, line)))];
        _journal.Clear();
        foreach (JournalLine line in lines)
            _journal.Enqueue(line);
    }

    /// <summary>
    /// States, journal, and of each alarm the latest message. It has gone out already and is not sent again; without it the store
    /// would go on to tell an alarm as active that ended meanwhile.
    /// </summary>
    public CommitBatch ToBatch() => new([.. _states.Values], [.. _latest.Values], [.. _journal])
    {
        Ended = [.. _ended.Values.OrderBy(static e => e.Serial)],
    };

    public void Clear()
    {
        _states.Clear();
        _latest.Clear();
        _ended.Clear();
        _journal.Clear();
    }
}
